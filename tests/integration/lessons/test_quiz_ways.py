"""Ways to a class's questions: from the lesson, by a code to scan, on a sheet of paper."""

import re
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from lessons.actions import quizzing
from lessons.models import LessonPage, QuizPage

pytestmark = pytest.mark.django_db
LIST = reverse("lessons:quiz_list")


@pytest.fixture
def run(world, at, shelf):
    quiz = QuizPage.objects.get(slug="q-law-5-6", locale__language_code="zh-hans")
    return quizzing.start(classroom=world.classroom, quiz=quiz, by=world.ht_a, at=at)


def lesson(theme):
    page = LessonPage.objects.live().filter(
        competency=theme, locale__language_code="zh-hans", grade_from__lte=5, grade_to__gte=5
    )
    return page.first()


def door(run, name, phase="before"):
    return reverse(f"lessons:{name}", args=[run.pk, phase])


def bare(item, part):
    """Without the spaces and signs that a line break in a PDF may swallow."""
    return re.sub(r"\s", "", item["texts"]["zh-hans"][part])


def test_the_wall_shows_a_code_to_scan_only_while_a_round_is_open(run, at, world, client_of):
    client = client_of(world.ht_a)
    assert "qr-code" not in client.get(door(run, "quiz_wall")).content.decode()
    quizzing.open_round(run=run, phase="before", by=world.ht_a, at=at)
    with time_machine.travel(at, tick=False):
        assert "qr-code" in client.get(door(run, "quiz_wall")).content.decode()
        assert "qr-code" not in client.get(door(run, "quiz_wall", "after")).content.decode()


def test_a_sheet_is_one_side_without_names_and_without_the_key(run, world, client_of):
    assert client_of(world.ht_a).get(door(run, "quiz_sheet", "never")).status_code == 404
    for phase in ("before", "after"):
        answer = client_of(world.ht_a).get(door(run, "quiz_sheet", phase))
        assert answer["Content-Disposition"] == f'attachment; filename="{phase}.pdf"'
        (page,) = PdfReader(BytesIO(answer.content)).pages
        told = re.sub(r"\s", "", page.extract_text())
        asked = [each for each in run.items if bare(each, "question") in told]
        assert len(asked) == 5, told
        assert world.classroom.name not in told
        assert not [each for each in run.items if bare(each, "why") in told]


def test_the_list_follows_the_lesson_one_came_from(world, shelf, client_of):
    client, page = client_of(world.ht_a), lesson("law")
    found = client.get(LIST, {"lesson": page.pk}).context
    assert found["lesson"] == page
    assert {each.competency for each in found["sets"]} == {"law"}
    for wrong in ("0", "x", "²"):
        assert client.get(LIST, {"lesson": wrong}).context["lesson"] is None


def test_only_who_has_a_class_finds_the_questions_from_the_lesson(world, shelf, client, client_of):
    page = lesson("law")
    link = f"{LIST}?lesson={page.pk}"
    assert link in client_of(world.te).get(page.url).content.decode()
    assert link not in client_of(world.ed).get(page.url).content.decode()
    response = client.get(page.url)
    assert link not in response.content.decode()
    assert not response.cookies
