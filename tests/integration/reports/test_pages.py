"""The district official reads her own district; a school reads its own progress."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

pytestmark = pytest.mark.django_db
STRANGERS = ["da_other", "ht_a", "co", "ld", "sa", "au", "cl", "gu"]


@pytest.mark.parametrize("door", ["publication_show", "publication_pdf", "publication_xlsx"])
@pytest.mark.parametrize("who", STRANGERS)
def test_publication_is_absent_for_strangers(world, published, client_of, who, door):
    url = reverse(f"reports:{door}", args=[published.pk])
    assert client_of(getattr(world, who)).get(url).status_code == 404


def test_publication_shows_figures_and_no_name(world, published, client_of):
    page = client_of(world.da).get(reverse("reports:publication_show", args=[published.pk]))
    assert page.status_code == 200
    assert "约 350 名学生答了问卷" in page.text
    assert "某生" not in page.text
    drawings = page.text.count('<svg class="bars ')
    assert drawings >= 2
    assert page.text.count("application/json") == drawings
    policy = page.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_other_pages_keep_the_strict_policy(world, published, client_of):
    page = client_of(world.da).get(reverse("reports:publication_list"))
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert "约 350 名学生答了问卷" in page.text


def test_list_of_another_district_is_empty(world, published, client_of):
    page = client_of(world.da_other).get(reverse("reports:publication_list"))
    assert page.status_code == 200
    assert str(published.pk) not in page.text


def test_publishing_from_the_page(world, waves, client_of):
    client = client_of(world.da)
    page = client.get(reverse("reports:publication_create"))
    assert world.other_school.name in page.text
    answer = client.post(
        reverse("reports:publication_create"), {"district": "T1", "instrument": "iu8c"}
    )
    assert answer.status_code == 302
    again = client.post(
        reverse("reports:publication_create"), {"district": "T1", "instrument": "iu8c"}
    )
    assert again.status_code == 409


@pytest.mark.parametrize("who", ["da_other", "ld", "sa", "au"])
def test_nobody_else_publishes(world, waves, client_of, who):
    answer = client_of(getattr(world, who)).post(
        reverse("reports:publication_create"), {"district": "T1", "instrument": "iu8c"}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["co", "ld", "sa"])
def test_school_reads_its_own_progress_only(world, waves, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(reverse("reports:publication_list")).url == reverse("reports:school_progress")
    page = client.get(reverse("reports:school_progress"))
    assert page.status_code == 200
    assert world.school.name in page.text
    assert world.other_school.name not in page.text
    assert "某生" not in page.text


@pytest.mark.parametrize("who", ["da", "ht_a", "au", "gu"])
def test_school_progress_is_absent_for_others(world, waves, client_of, who):
    assert client_of(getattr(world, who)).get(reverse("reports:school_progress")).status_code == 404


def test_workbook_and_paper_hold_the_same_figures(world, published, client_of):
    client = client_of(world.da)
    sheet = client.get(reverse("reports:publication_xlsx", args=[published.pk]))
    book = load_workbook(BytesIO(sheet.content))
    assert book.sheetnames == ["按年级", "按性别", "按学校"]
    assert "不显示" in [cell.value for cell in book["按年级"][2]]
    paper = client.get(reverse("reports:publication_pdf", args=[published.pk]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    assert "350" in text


def test_cost_does_not_grow_with_publications(world, published, client_of, query_shapes):
    client = client_of(world.da)
    url = reverse("reports:publication_show", args=[published.pk])
    client.get(url)
    with query_shapes() as seen:
        client.get(url)
    assert len(seen) < 12
