"""One tap for a lesson taught, the names of those who missed it, and whom each of these is for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.actions import teaching
from lessons.models import Absence, DeliveryRecord
from lessons.queries import taught
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.choices import StudentStatus

pytestmark = pytest.mark.django_db
DOOR = "lessons:delivery_list"


@pytest.fixture
def lesson(shelf):
    return shelf[0]


@pytest.fixture
def row(world, at, lesson):
    return teaching.record_taught(
        classroom=world.classroom,
        lesson=lesson,
        taught_on=timezone.localdate(at),
        minutes=40,
        by=world.ht_a,
        at=at,
    )


def show(row):
    return reverse("lessons:delivery_show", args=[row.pk])


@pytest.mark.parametrize("who", ["ht_b", "ht_other", "rv", "co", "ck", "da", "gu", "op"])
def test_strangers_find_no_record(who, world, row, client_of):
    client = client_of(getattr(world, who))
    absent = client.get(reverse("lessons:delivery_show", args=[uuid4()]))
    assert client.get(show(row)).status_code == absent.status_code == 404
    assert client.post(show(row), {"minutes": 15}).status_code == 404


def test_names_are_for_those_who_teach_the_class(world, row, client_of):
    for who in (world.ht_a, world.te):
        assert "张小禾" in client_of(who).get(show(row)).content.decode()
    for who in (world.ed, world.sa):
        page = client_of(who).get(show(row))
        assert page.status_code == 200
        assert "张小禾" not in page.content.decode()
        client_of(who).post(show(row), {"minutes": 5})
    row.refresh_from_db()
    assert row.minutes == 40


def test_a_child_of_another_class_is_not_absent_here(world, row, at, client_of):
    other = taught.children(world.classroom_b).first()
    form = {"minutes": 40, "absent": [other.pk]}
    assert client_of(world.ht_a).post(show(row), form).status_code == 422
    details = teaching.Details(minutes=40, absent=frozenset({other.pk}))
    with pytest.raises(Invalid):
        teaching.fill_in(delivery=row, details=details, by=world.ht_a, at=at)
    assert not Absence.objects.exists()


def test_who_was_away_is_told_later_by_one_tap(world, row, client_of):
    child = taught.children(world.classroom).first()
    client = client_of(world.ht_a)
    form = {"minutes": 15, "absent": [child.pk], "hands_0": 30, "hands_2": 4}
    assert client.post(show(row), form).status_code == 302
    row.refresh_from_db()
    assert (row.minutes, row.tally) == (15, [30, 0, 4])
    missed = reverse("lessons:makeup_list")
    assert child.name in client.get(missed).content.decode()
    assert child.name not in client_of(world.ht_b).get(missed).content.decode()
    told = reverse("lessons:absence_caught")
    absence = Absence.objects.get()
    client_of(world.ht_b).post(told, {"absence": [absence.pk]})
    assert not Absence.objects.exclude(caught_up_at=None).exists()
    for _tap in range(2):
        assert client.post(told, {"absence": [absence.pk, "x"]}).status_code == 302
    absence.refresh_from_db()
    assert absence.caught_up_by == world.ht_a
    assert child.name not in client.get(missed).content.decode()


def test_whoever_was_caught_up_stays_on_the_list(world, row, at):
    child = taught.children(world.classroom).first()
    away = teaching.Details(minutes=40, absent=frozenset({child.pk}))
    teaching.fill_in(delivery=row, details=away, by=world.ht_a, at=at)
    teaching.catch_up(absences=list(row.absences.all()), by=world.te, at=at)
    teaching.fill_in(delivery=row, details=teaching.Details(minutes=40), by=world.ht_a, at=at)
    assert row.absences.get().caught_up_by == world.te


def test_a_child_who_left_waits_in_no_list(world, row, at):
    child = taught.children(world.classroom).first()
    away = teaching.Details(minutes=40, absent=frozenset({child.pk}))
    teaching.fill_in(delivery=row, details=away, by=world.ht_a, at=at)
    assert taught.waiting_absences(world.ht_a).count() == 1
    child.status = StudentStatus.LEFT
    child.save()
    assert taught.waiting_absences(world.ht_a).count() == 0


def test_the_next_day_it_stays(world, row, at):
    with pytest.raises(NotNow):
        teaching.undo(delivery=row, by=world.ht_a, at=at + timedelta(days=1))
    with pytest.raises(NotNow):
        teaching.undo(delivery=row, by=world.te, at=at)
    teaching.undo(delivery=row, by=world.ht_a, at=at)
    assert not DeliveryRecord.objects.exists()


def test_from_the_lesson_page_it_is_one_more_tap(world, lesson, client_of):
    client = client_of(world.ht_a)
    page = client.get(reverse(DOOR), {"lesson": lesson.pk}).content.decode()
    assert f'name="lesson" value="{lesson.pk}"' in page
    form = {
        "classroom": world.classroom.pk,
        "lesson": lesson.pk,
        "taught_on": timezone.localdate().isoformat(),
    }
    response = client.post(reverse(DOOR), form)
    made = DeliveryRecord.objects.get()
    assert response.url == show(made)
    assert (made.minutes, made.competency) == (lesson.minutes, lesson.competency)


def test_in_english_it_is_the_same_lesson(world, lesson, row, at):
    english = lesson.get_translations().get()
    again = teaching.record_taught(
        classroom=world.classroom,
        lesson=english,
        taught_on=row.taught_on,
        minutes=20,
        by=world.te,
        at=at,
    )
    assert again == row
    assert taught.delivery_for(world.te, row.pk, "en").shown == english.title


def test_ten_more_records_cost_no_more_queries(
    world, lesson, row, at, client_of, django_assert_max_num_queries
):
    for days in range(1, 11):
        teaching.record_taught(
            classroom=world.classroom,
            lesson=lesson,
            taught_on=row.taught_on - timedelta(days=days),
            minutes=40,
            by=world.ht_a,
            at=at,
        )
    client = client_of(world.ht_a)
    client.get(reverse(DOOR))
    with django_assert_max_num_queries(40):
        assert client.get(reverse(DOOR)).status_code == 200
