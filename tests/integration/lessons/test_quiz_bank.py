"""The bank of questions: complete in both languages, kind, fit for its lessons, open to everybody."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale

from lessons.actions import teaching
from lessons.blocks.item import ItemBlock
from lessons.choices import Competency, GradeBand
from lessons.forms import RecordForm
from lessons.models import LessonPage, QuizPage
from lessons.queries import taught
from lessons.rules import for_minors, reading

pytestmark = pytest.mark.django_db
LEAST = 4
FRIGHT = re.compile(r"[!！]|否则|死|毁|网瘾|严禁|必须|务必|\b(?:addicts?|ruin(?:s|ed)?)\b")


@pytest.fixture
def sets(shelf):
    return list(QuizPage.objects.filter(locale__language_code="zh-hans"))


def bands():
    return [band.grades for band in GradeBand]


def test_every_theme_and_band_with_a_lesson_has_questions(sets):
    lessons = LessonPage.objects.filter(locale__language_code="zh-hans")
    for theme in Competency.values:
        for first, last in bands():
            taught = lessons.filter(
                competency=theme, grade_from__lte=last, grade_to__gte=first
            ).exists()
            found = [
                each
                for each in sets
                if each.competency == theme and each.grade_from <= last and each.grade_to >= first
            ]
            assert bool(found) == taught, (theme, first)
            for each in found:
                assert len({block.value["code"] for block in each.body}) >= LEAST


def test_both_languages_ask_the_same(sets):
    english = Locale.objects.get(language_code="en")
    for page in sets:
        twin = page.get_translation(english)
        assert twin.live
        shape = [
            [
                (b.value["code"], b.value["form"], b.value["key"], len(b.value["options"]))
                for b in each.body
            ]
            for each in (page, twin)
        ]
        assert shape[0] == shape[1]
        words = twin.title + twin.lead + " ".join(reading.leaves(twin.body.get_prep_value()))
        assert not re.search(r"[\u4e00-\u9fff]", words)


def test_forms_are_parallel_and_the_right_answer_wanders(sets):
    for page in sets:
        forms = {}
        for block in page.body:
            forms.setdefault(block.value["code"], []).append(block.value["form"])
        assert {tuple(each) for each in forms.values()} <= {("",), ("a", "b")}
        assert ("a", "b") in {tuple(each) for each in forms.values()}
        keys = [block.value["key"] for block in page.body]
        assert max(keys.count(key) for key in set(keys)) <= len(keys) / 2


def test_nothing_frightens_or_names_a_brand(sets):
    for page in QuizPage.objects.all():
        words = [page.title, page.lead, *reading.leaves(page.body.get_prep_value())]
        assert for_minors.findings((page.slug, each) for each in words) == []
        said = [*words[:2], *(block.value["why"] for block in page.body)]
        assert [each for each in said if FRIGHT.search(each)] == []


def test_an_editor_cannot_name_an_option_that_is_not_there():
    block = ItemBlock()
    given = {"code": "x", "form": "", "version": 1, "question": "?", "options": ["a", "b"]}
    value = block.to_python({**given, "key": 3, "why": "so"})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)
    assert block.clean(block.to_python({**given, "key": 2, "why": "so"}))["key"] == 2


def test_the_same_wording_does_not_stand_twice(sets):
    page = sets[0]
    page.body = [("item", dict(page.body[0].value)) for _twice in range(2)]
    with pytest.raises(ValidationError):
        page.full_clean()
    page.refresh_from_db()
    page.grade_from, page.grade_to = 9, 3
    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_set_opens_for_everybody_without_a_cookie(language, sets, client):
    for page in QuizPage.objects.filter(locale__language_code=language):
        answer = client.get(page.url)
        assert answer.status_code == 200
        assert not answer.cookies
        assert len(answer.content) <= 30_720


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_exit_ticket_s_own_options_are_counted(language, shelf, world, at):
    lesson = next(page for page in shelf if page.slug == "play-and-stop")
    row = teaching.record_taught(
        classroom=world.classroom,
        lesson=lesson,
        taught_on=timezone.localdate(at),
        minutes=40,
        by=world.ht_a,
        at=at,
    )
    question, options = taught.exit_question(row, language)
    assert question
    assert len(options) == 4
    form = RecordForm(delivery=row, children=taught.children(row.classroom), options=options)
    assert [form[name].label for name in form.hands] == options
