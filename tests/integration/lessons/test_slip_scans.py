"""A class printed by our own press, scanned crooked and dim, read back: each slip finds its letter."""

import base64
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lessons.actions import scans
from lessons.models import SlipPile, SlipScan
from lessons.queries import on_paper
from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.documents import scanning
from school_safety.volatile import store
from tests.integration.lessons import scanned
from tests.worlds import make_guardian, make_student, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(send_to_a, world, client_of):
    """(the mother's letter, every page of the class as a picture)."""
    for number in range(3):
        child = make_student(world.classroom, f"孩子{number}")
        make_guardian(child, f"家长{number}")
    letter = send_to_a("ack")
    client = client_of(world.ht_a)
    shown = client.post(reverse("lessons:letters_print", args=[letter.dispatch_id])).url
    order = client.get(shown).context["order"]
    assert (order.state, order.done) == ("ready", order.total)
    return letter, scanned.drawn(client.get(f"{shown}letters.pdf").content)


def bring(client, world, *files) -> SlipPile:
    form = {"school": world.school.pk, "files": files}
    assert client.post(reverse("lessons:slip_list"), form).status_code == 302
    return SlipPile.objects.order_by("-brought_at").first()


def test_a_printed_class_is_read_back_however_it_was_laid(printed, world, client_of):
    letter, pages = printed
    letters = on_paper.to_print(letter.dispatch)
    laid = [
        pages[0], scanned.turned(pages[1], 90), scanned.turned(pages[2], 183),
        scanned.photographed(pages[3]),
    ]  # fmt: skip
    pile = bring(client_of(world.ck), world, *[scanned.file(page) for page in laid])
    assert (pile.state, pile.files_read, pile.pages, pile.troubles) == ("read", 4, 4, [])
    found = pile.scans.filter(state="waiting")
    assert {scan.slip.letter_id for scan in found} == {each.pk for each in letters[:4]}
    for scan in found:
        picture = Image.open(BytesIO(base64.b64decode(scan.image)))
        assert picture.height > picture.width  # stood upright again


def test_slips_on_one_page_are_cut_apart(printed, world, client_of):
    _letter, pages = printed
    sheet = scanned.file(scanned.cut_slips(pages[:3]), "three.png", "PNG")
    pile = bring(client_of(world.ck), world, sheet)
    assert pile.scans.filter(state="waiting").count() == 3
    sizes = [Image.open(BytesIO(base64.b64decode(scan.image))).size for scan in pile.scans.all()]
    assert all(wide > high for wide, high in sizes)


def test_one_pdf_and_a_tiff_of_many_pages(printed, world, client_of):
    _letter, pages = printed
    pdf = scanned.file(pages[0], "all.pdf", "PDF", save_all=True, append_images=pages[1:2])
    tiff = scanned.file(pages[2], "more.tif", "TIFF", save_all=True, append_images=pages[3:4])
    pile = bring(client_of(world.ck), world, pdf, tiff)
    assert (pile.pages, pile.scans.filter(state="waiting").count()) == (4, 4)


def test_the_same_picture_again_is_counted_another_one_waits_beside_it(printed, world, client_of):
    _letter, pages = printed
    client = client_of(world.ck)
    bring(client, world, scanned.file(pages[0]))
    again = bring(client, world, scanned.file(scanned.turned(pages[0], 5)), scanned.file(pages[0]))
    assert (again.again, [scan.state for scan in again.scans.all()]) == (1, ["again"])
    assert SlipScan.objects.count() == 2
    assert "1 张以前扫过" in client.get(reverse("lessons:slip_list")).text


def test_what_shows_no_code_waits_for_a_person_and_blank_backs_do_not(printed, world, client_of):
    _letter, pages = printed
    wide, high = pages[0].size
    torn = pages[0].crop((0, 0, wide, int(high * 0.8)))
    back = Image.new("L", (wide, high), 250)
    pile = bring(client_of(world.ck), world, scanned.file(torn), scanned.file(back))
    assert [scan.state for scan in pile.scans.all()] == ["unknown"]
    assert pile.pages == 2


def test_another_school_s_slip_is_nobody_s_here(printed, world, client_of, at):
    _letter, pages = printed
    other = make_user("ck-other", "白杨教务")
    assign_role(user=other, role=Role.CLERK, unit=world.other_school, by=world.giver, at=at)
    form = {"school": world.other_school.pk, "files": [scanned.file(pages[0])]}
    assert client_of(other).post(reverse("lessons:slip_list"), form).status_code == 302
    scan = SlipScan.objects.get()
    assert (scan.state, scan.slip) == ("unknown", None)
    there = reverse("lessons:slip_enter", args=[scan.pk])
    code = on_paper.code_of(printed[0])
    refused = client_of(other).post(there, {"do": "code", "code": code})
    assert refused.status_code == 422
    assert client_of(world.ck).get(there).status_code == 404
    assert client_of(world.ck).get(f"{there}slip.jpg").status_code == 404


def test_wrong_files_are_named_and_the_others_are_read(printed, world, client_of):
    _letter, pages = printed
    files = [
        SimpleUploadedFile("notes.docx", b"PK\x03\x04 word"),
        SimpleUploadedFile("broken.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 400),
        scanned.file(pages[0], "good.jpg"),
    ]
    client = client_of(world.ck)
    pile = bring(client, world, *files)
    assert pile.troubles == [["notes.docx", 0, "wrong_type"], ["broken.jpg", 0, "broken"]]
    assert pile.scans.count() == 1
    html = client.get(reverse("lessons:slip_list")).text
    assert "notes.docx" in html
    assert "不是 PDF" in html


@pytest.mark.parametrize("who", ["ht_a", "te", "ed", "co", "ld", "sa", "da", "gu", "op"])
def test_nobody_else_takes_in_paper(who, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse("lessons:slip_list")).status_code == 404
    assert client.post(reverse("lessons:slip_list"), {}).status_code == 404


def test_nothing_at_all_is_told_in_the_form(world, client_of):
    client = client_of(world.ck)
    empty = client.post(reverse("lessons:slip_list"), {"school": world.school.pk})
    assert empty.status_code == 422
    hollow = {"school": world.school.pk, "files": [SimpleUploadedFile("a.jpg", b"")]}
    told = client.post(reverse("lessons:slip_list"), hollow)
    assert "「a.jpg」是空的" in told.text
    assert not SlipPile.objects.exists()


def test_files_lie_sealed_until_they_are_read_and_then_not_at_all(world, at, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff secret words")
    pile = scans.bring(files=[file], school=world.school, by=world.ck, at=at)
    key = f"{pile.pk}:0"
    assert b"secret" not in store.get(scanning.FILE, key)
    scanning.read(scans.SLIPS, str(pile.pk), ["a.jpg"], at=at)
    assert store.get(scanning.FILE, key) is None
    scanning.read(scans.SLIPS, str(pile.pk), ["a.jpg"], at=at)
    pile.refresh_from_db()
    assert pile.troubles == [["a.jpg", 0, "broken"], ["a.jpg", 0, "lost"]]
