"""What leaves the house with a lesson: papers and packs, and the plan only with a colleague."""

import re
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from lessons.models import LessonPage

pytestmark = pytest.mark.django_db
NOTE = "不问谁充过"


def door(name, *more, slug="money-in-games"):
    page = LessonPage.objects.get(slug=slug, locale__language_code="zh-hans")
    return reverse(f"lessons:{name}", args=["zh-hans", page.pk, *more])


def words(response):
    pages = PdfReader(BytesIO(response.content)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_the_plan_is_for_colleagues(shelf, client, client_of, world):
    path = door("lesson_plan")
    assert client.get(path).status_code == 302
    assert client_of(world.gu).get(path).status_code == 404
    assert NOTE in words(client_of(world.te).get(path))


def test_a_handout_holds_questions_and_no_answers(shelf, client):
    told = words(client.get(door("lesson_paper", "handout")))
    assert "能退，所以先花了再说" in told
    assert "不是每一笔都退得回来" not in told
    assert NOTE not in told
    assert "去第" in told


def test_no_paper_of_what_is_not_out(shelf, client):
    LessonPage.objects.get(slug="money-in-games", locale__language_code="zh-hans").unpublish()
    assert client.get(door("lesson_paper", "card")).status_code == 404
    assert client.get("/zh-hans/lesson/1/plan2.pdf").status_code == 404


def test_the_second_asking_sets_nothing_anew(shelf, client, monkeypatch):
    first = client.get(door("lesson_paper", "card")).content
    monkeypatch.setattr("school_safety.documents.render.pdf", None)
    assert client.get(door("lesson_paper", "card")).content == first


def test_a_new_version_gives_a_new_paper(shelf, client):
    before = client.get(door("lesson_paper", "card")).content
    page = LessonPage.objects.get(slug="money-in-games", locale__language_code="zh-hans")
    page.title = "钱也要睡觉"
    page.save_revision().publish()
    after = client.get(door("lesson_paper", "card"))
    assert after.content != before
    assert "钱也要睡觉" in words(after)


def test_a_pack_opens_without_a_server(shelf, client, client_of, world):
    response = client.get(door("lesson_pack"))
    assert not response.cookies
    folder = zipfile.ZipFile(BytesIO(response.content))
    names = set(folder.namelist())
    assert {"index.html", "wall.html", "wall-15.html", "handout.pdf", "story.pdf"} <= names
    assert "plan.pdf" not in names
    for name in names:
        assert re.fullmatch(r"[a-z0-9.-]+", name)
        if name.endswith(".html"):
            html = folder.read(name).decode()
            assert NOTE not in html
            for link in re.findall(r'(?:href|src)="([^"#]*)', html):
                assert link in names | {""}, (name, link)
    staff = client_of(world.te).get(door("lesson_pack"))
    assert "plan.pdf" in zipfile.ZipFile(BytesIO(staff.content)).namelist()


def test_a_set_follows_the_filters(shelf, client):
    assert client.get("/zh-hans/lesson/set.zip?q=量子力学").status_code == 404
    response = client.get("/zh-hans/lesson/set.zip?grade=1-2")
    names = zipfile.ZipFile(BytesIO(response.content)).namelist()
    assert {"index.html", "booklet.pdf", "01/wall.html", "02/wall.html"} <= set(names)
    assert "03/wall.html" not in names


def test_a_booklet_is_a5(shelf, client):
    response = client.get("/zh-hans/lesson/booklet.pdf?grade=1-2")
    pages = PdfReader(BytesIO(response.content)).pages
    assert round(float(pages[0].mediabox.width)) == 420
    assert len(pages) == 4
