"""The page of outcomes: right figures, nobody in it, nothing of fewer than ten, strangers outside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.measuring import assess
from interventions.choices import Level
from interventions.models import Feedback
from interventions.queries import outcomes as counted
from school_safety.reports import outcomes
from school_safety.reports.suppression import HIDDEN
from tests.factories import cases as builders
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
PAGE = "reports:outcome_show"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def since(now):
    return now - timedelta(days=90)


def test_from_a_signal_to_help_is_counted(world, now, since):
    case = builders.planned(world, now - timedelta(hours=5))
    other = make_student(world.classroom, "吴小溪")
    builders.opened(world, now - timedelta(hours=2), student=other, level=1)
    found = counted.outcomes([world.school.pk], since)
    assert (found.signals, found.talked, found.confirmed, found.helped) == (2, 1, 1, 1)
    assert (found.dismissed, found.declined) == (0, 0)
    assert found.hours[Level.WEEK] == [0.0]
    assert found.in_time[Level.WEEK] == 1
    assert found.hours[Level.NOW] == []
    assert counted.outcomes([world.other_school.pk], since).signals == 0
    assert counted.outcomes([world.school.pk], now).signals == 0
    assert case.status == "planned"


def test_what_a_questionnaire_suggested_and_what_a_person_found(world, now, since):
    builders.confirmed(world, now - timedelta(hours=5))
    other = make_student(world.classroom, "吴小溪")
    builders.opened(world, now, student=other, level=2)
    third = make_student(world.classroom, "郑小川")
    builders.opened(world, now, student=third, source="concern")
    counts = counted.confirmed_by_level([world.school.pk], since)
    assert counts[Level.WEEK] == {"confirmed": 1, "dismissed": 0, "waiting": 0}
    assert counts[Level.TODAY] == {"confirmed": 0, "dismissed": 0, "waiting": 1}
    assert sum(sum(row.values()) for row in counts.values()) == 2


def test_before_and_after_shows_from_ten_on(world, now, since):
    def twice(student, before, after):
        case = builders.opened(world, now - timedelta(days=9), student=student)
        for value, at in ((before, now - timedelta(days=8)), (after, now)):
            ratings = {"use": value, "sleep": 1} if at == now else {"use": value, "mood": 3}
            assess(case=case, ratings=ratings, note="", by=case.owner, at=at)

    for number in range(9):
        twice(make_student(world.classroom, f"学生{number}甲"), 3, 1)
    few = outcomes.measured([world.school.pk], since)[0]
    assert (few.found, few.n) == (None, HIDDEN)
    twice(world.student, 2, 2)
    row = outcomes.measured([world.school.pk], since)[0]
    assert row.n.n == 10
    assert row.found.mean == pytest.approx(-1.8)  # only the part rated both times
    assert row.found.low < -1.8 < row.found.high


def test_answers_of_few_are_hidden_and_cannot_be_subtracted(world, now, since):
    month = now.date().replace(day=1)
    for number in range(9):
        Feedback.objects.create(
            school=world.school, giver="student", month=month, heard=2, helped=number % 3, again=1
        )
    assert all(row.n == HIDDEN for row in outcomes.asked([world.school.pk], since))
    for _ in range(21):
        Feedback.objects.create(
            school=world.school, giver="guardian", month=month, heard=2, helped=2, again=1
        )
    helped = outcomes.asked([world.school.pk], since)[1]
    assert helped.n.n == 30
    assert helped.answers[:2] == (HIDDEN, HIDDEN)
    assert helped.answers[2] == HIDDEN or helped.answers[2].share is not None


def test_the_page_names_nobody_and_says_what_it_cannot_show(world, now, client_of):
    case = builders.planned(world, now - timedelta(hours=5))
    for reader in (world.ld, world.co):
        body = client_of(reader).get(reverse(PAGE)).text
        assert "不能证明是我们帮上了忙" in body
        assert "向平均值回归" in body
        assert "1 条线索，见到 1 个孩子" in body
        for said in (world.student.name, case.code, builders.CANARY):
            assert said not in body
    for stranger in (world.te, world.ht_a, world.sa, world.da, world.au, world.ck, world.gu):
        assert client_of(stranger).get(reverse(PAGE)).status_code == 404
    other = client_of(world.co_other).get(reverse(PAGE)).text
    assert "0 条线索，见到 0 个孩子" in other
