"""A row of lessons with dates: who makes it, what a class sees of it, and that nothing is taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons import queries
from lessons.actions import programmes, teaching
from lessons.models import DeliveryRecord, Programme, ProgrammeDone
from lessons.queries import calendar
from school_safety.kernel.refusals import Invalid, NotNow

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelf):
    """Lessons that grade five may have."""
    return [page for page in shelf if page.grade_from <= 5 <= page.grade_to]


@pytest.fixture
def programme(world, at, shelf):
    today = timezone.localdate(at)
    row = programmes.make(
        district=world.district,
        school=world.school,
        facts={
            "kind": "first",
            "title": "开学第一课",
            "title_en": "First lesson",
            "grade_from": 5,
            "grade_to": 6,
            "starts_on": today - timedelta(days=20),
            "ends_on": today + timedelta(days=20),
        },
        by=world.ed,
        at=at,
    )
    for n, lesson in enumerate(shelf[:2]):
        programmes.add_lesson(
            programme=row,
            lesson=lesson,
            from_on=today - timedelta(days=10),
            until_on=today + timedelta(days=10 * n - 5),
            by=world.ed,
            at=at,
        )
    return row


def taught(world, lesson, at, classroom=None):
    return teaching.record_taught(
        classroom=classroom or world.classroom,
        lesson=lesson,
        taught_on=timezone.localdate(at),
        minutes=40,
        by=world.ht_a,
        at=at,
    )


def states(world, at):
    found = calendar.standings([world.classroom], timezone.localdate(at))
    return [str(item.state) for each in found for item in each.items]


@pytest.mark.parametrize("who", ["te", "ht_a", "rv", "co", "sa", "da_other"])
def test_strangers_change_nothing(who, world, programme, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse("lessons:programme_edit", args=[programme.pk])).status_code == 404
    for name in ("assign", "end", "lessons"):
        door = reverse(f"lessons:programme_{name}", args=[programme.pk])
        assert client.post(door).status_code == 404
    programme.refresh_from_db()
    assert programme.assigned_at is None


@pytest.mark.parametrize("who", ["gu", "pa", "da_other", "ht_far"])
def test_strangers_read_nothing(who, world, programme, client_of):
    client = client_of(getattr(world, who, world.da_other))
    absent = client.get(reverse("lessons:programme_show", args=[uuid4()]))
    shown = client.get(reverse("lessons:programme_show", args=[programme.pk]))
    assert shown.status_code == absent.status_code == 404


def test_a_school_does_not_touch_the_districts(world, at, client_of):
    today = timezone.localdate(at)
    facts = {"title": "安全教育周", "kind": "week", "grade_from": 1, "grade_to": 9}
    facts |= {"starts_on": today, "ends_on": today}
    row = programmes.make(district=world.district, school=None, facts=facts, by=world.da, at=at)
    edit = reverse("lessons:programme_edit", args=[row.pk])
    assert client_of(world.ed).get(edit).status_code == 404
    assert client_of(world.da).get(edit).status_code == 200


def test_an_empty_one_is_not_given_out(world, programme, at):
    programme.lessons.all().delete()
    with pytest.raises(NotNow):
        programmes.assign(programme=programme, by=world.ed, at=at)


def test_days_outside_are_refused(world, programme, shelf, at):
    with pytest.raises(Invalid):
        programmes.add_lesson(
            programme=programme,
            lesson=shelf[0],
            from_on=programme.starts_on - timedelta(days=1),
            until_on=programme.ends_on,
            by=world.ed,
            at=at,
        )


def test_a_class_sees_what_it_had_and_what_is_due(world, programme, shelf, at):
    assert states(world, at) == []
    programmes.assign(programme=programme, by=world.ed, at=at)
    assert states(world, at) == ["overdue", "due"]
    taught(world, shelf[0], at)
    assert states(world, at) == ["had", "due"]
    programmes.end(programme=programme, by=world.ed, at=at)
    assert states(world, at) == []


def test_what_was_earned_stays_when_the_plan_grows(world, programme, shelf, at):
    programmes.assign(programme=programme, by=world.ed, at=at)
    for lesson in shelf[:2]:
        taught(world, lesson, at)
    earned = ProgrammeDone.objects.get()
    assert earned.classroom == world.classroom
    days = {"from_on": programme.starts_on, "until_on": programme.ends_on}
    programmes.add_lesson(programme=programme, lesson=shelf[2], **days, by=world.ed, at=at)
    (standing,) = calendar.standings([world.classroom], timezone.localdate(at))
    assert (standing.had, standing.done) == (2, True)


def test_a_slip_of_the_finger_earns_nothing(world, programme, shelf, at):
    programmes.assign(programme=programme, by=world.ed, at=at)
    taught(world, shelf[0], at)
    last = taught(world, shelf[1], at)
    teaching.undo(delivery=last, by=world.ht_a, at=at)
    assert not ProgrammeDone.objects.exists()


def test_a_lesson_taken_out_may_complete_a_class(world, programme, shelf, at):
    programmes.assign(programme=programme, by=world.ed, at=at)
    taught(world, shelf[0], at)
    gone = programme.lessons.last()
    programmes.remove_lesson(programme=programme, lesson_id=gone.pk, by=world.ed, at=at)
    assert ProgrammeDone.objects.get().classroom == world.classroom
    assert DeliveryRecord.objects.count() == 1


def test_an_editor_makes_one_from_end_to_end(world, shelf, at, client_of):
    client, today = client_of(world.ed), timezone.localdate()
    form = {"kind": "week", "title": "安全教育周", "grade_from": 6, "grade_to": 5}
    form |= {"starts_on": today.isoformat(), "ends_on": today.isoformat()}
    new = reverse("lessons:programme_new")
    assert client.post(new, form).status_code == 422
    url = client.post(new, {**form, "grade_from": 4}).url
    row = Programme.objects.get()
    assert (row.school, row.district) == (world.school, world.district)
    put = reverse("lessons:programme_lessons", args=[row.pk])
    days = {"from_on": today.isoformat(), "until_on": today.isoformat()}
    for lesson in shelf[:2]:
        assert client.post(put, {"lesson": lesson.pk, **days}).status_code == 302
    late = {"lesson": shelf[2].pk, **days, "until_on": "2099-01-01"}
    assert client.post(put, late).status_code == 422
    first, second = row.lessons.all()
    client.post(put, {"up": second.pk})
    assert list(row.lessons.values_list("pk", flat=True)) == [second.pk, first.pk]
    assert client.post(put, {"up": "x"}).status_code == 404
    client.post(reverse("lessons:programme_assign", args=[row.pk]))
    page = client_of(world.ht_a).get(reverse("lessons:delivery_list")).content.decode()
    assert "安全教育周" in page
    assert world.classroom.name in client.get(url).content.decode()
    assert world.classroom.name not in client_of(world.da).get(url).content.decode()
    client.post(put, {"out": first.pk})
    assert row.lessons.count() == 1
    client.post(reverse("lessons:programme_end", args=[row.pk]))
    assert client.post(put, {"lesson": first.pk, **days}).status_code in (409, 422)


def codes(user, at):
    return {each.code: each.count for each in queries.today(user, at)}


def test_the_first_screen_names_this_weeks_lessons(world, programme, shelf, at):
    assert "lessons_this_week" not in codes(world.ht_a, at)
    programmes.assign(programme=programme, by=world.ed, at=at)
    found = codes(world.ht_a, at)
    assert (found["lessons_this_week"], found["lessons_late"]) == (1, 1)
    row = taught(world, shelf[0], at)
    taught(world, shelf[1], at)
    teaching.fill_in(
        delivery=row,
        details=teaching.Details(minutes=40, absent=frozenset({world.student.pk})),
        by=world.ht_a,
        at=at,
    )
    found = codes(world.ht_a, at)
    assert found["children_missed"] == 1
    assert not {"lessons_this_week", "lessons_late"} & set(found)
    assert not {"lessons_this_week", "children_missed"} & set(codes(world.sa, at))
