"""Paper from the outside: what is printed, who may type it in, and that nobody learns whose it is."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from surveys.actions import sheets
from surveys.models import PaperSheet, Response
from surveys.queries import paper, rooms
from surveys.rules.keying import BLANK, TWO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(wave, world):
    sheets.print_sheets(
        wave=wave, invitations=rooms.invitations_of(wave), by=world.co, at=timezone.now()
    )
    return PaperSheet.objects.get(invitation__wave=wave, invitation__student=world.student)


def marks(text):
    return {f"q{place}": mark for place, mark in enumerate(text)}


def test_a_class_on_paper(wave, world, client_of):
    url = reverse("surveys:paper_print", args=[wave.pk])
    answer = client_of(world.co).get(f"{url}?room={world.classroom.pk}")
    assert answer.status_code == 200
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    held = list(PaperSheet.objects.filter(wave=wave).select_related("invitation__student"))
    assert len(pages) == 2 * len(held)  # both tasks alike
    for one in held:
        code = paper.written(sheets.code_of(one))
        mine = [page for page in pages if code in " ".join(page.split())]
        assert len(mine) == 2
        name = one.invitation.student.name
        assert name in mine[0]
        assert mine[0].count(name) == 1  # on the strip, not below the cut
        assert name not in mine[1]


def test_typed_in_by_two_people(sheet, world, client_of):
    url = reverse("surveys:paper_key", args=[sheet.pk])
    first, second = client_of(world.co), client_of(world.ld)
    found = first.post(reverse("surveys:paper_list"), {"code": sheets.code_of(sheet)})
    assert found.url == url
    page = first.get(url)
    assert world.student.name not in page.text
    assert world.classroom.name not in page.text
    assert first.post(url, marks("11")).status_code == 422
    assert first.post(url, marks("1" * 9)).status_code == 302
    assert first.get(url).status_code == 409
    assert second.post(url, marks("011111111")).url == url
    again = second.get(url).text
    assert 'name="q0"' in again
    assert 'name="q1"' not in again
    assert "checked" not in again
    second.post(url, {"q0": "1", "again": "1"})
    assert Response.objects.get().answers["a"] == "1" * 9


@pytest.mark.parametrize("who", ["ht_a", "ck", "te", "sa", "da", "co_other"])
def test_strangers(sheet, world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(reverse("surveys:paper_key", args=[sheet.pk])).status_code == 404
    if who != "co_other":
        assert client.get(reverse("surveys:paper_list")).status_code == 404
    else:
        answer = client.post(reverse("surveys:paper_list"), {"code": sheets.code_of(sheet)})
        assert answer.status_code == 422


def test_a_scanner_may_type_the_whole_address(sheet, world, client_of):
    code = paper.address(sheets.code_of(sheet))
    found = client_of(world.co).post(reverse("surveys:paper_list"), {"code": code})
    assert found.url == reverse("surveys:paper_key", args=[sheet.pk])


@pytest.mark.browser
def test_figures_choose_and_go_on(sheet, world, client_of, open_page):
    page = open_page(
        reverse("surveys:paper_key", args=[sheet.pk]), client=client_of(world.co), width=1440
    )
    for figure in "1209":
        page.keyboard.press(figure)
    chosen = page.eval_on_selector_all("input[type=radio]:checked", "all => all.map(r => r.value)")
    assert chosen == ["0", "1", BLANK, TWO]
    assert page.evaluate("document.activeElement.name") == "q4"
    page.keyboard.press("7")  # no such option
    assert page.locator("input[type=radio]:checked").count() == 4
