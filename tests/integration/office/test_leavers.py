"""A file proposes who left; a clerk says who really did, and those who must know hear of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from school_safety.notices.models import Notice
from school_safety.schools.actions import moving
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch, Student
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db


def batch_of(world, *students, state=BatchState.WRITTEN, school=None):
    now = timezone.now()
    return ImportBatch.objects.create(
        district=world.district,
        school=school or world.school,
        state=state,
        counts={"leaving": len(students)},
        findings={"leaving": [{"id": str(child.pk)} for child in students]},
        made_by=world.ck,
        made_at=now,
        written_at=now,
        undone_at=now if state == BatchState.UNDONE else None,
    )


def door(batch):
    return reverse("office:import_leavers", args=[batch.pk])


def status_of(*students):
    rows = Student.objects.in_bulk([child.pk for child in students])
    return [rows[child.pk].status for child in students]


@pytest.mark.parametrize("who", ["te", "ht_a", "co", "ld", "sa", "da", "da_other", "gu", "au"])
def test_strangers_find_nothing(world, client_of, who):
    batch = batch_of(world, world.student)
    client = client_of(getattr(world, who))
    assert client.get(door(batch)).status_code == 404
    assert client.post(door(batch), {"student": world.student.pk}).status_code == 404
    assert status_of(world.student) == ["active"]


def test_batches_of_other_schools_and_other_states_are_not_there(world, client_of):
    client = client_of(world.ck)
    far = batch_of(world, world.other_student, school=world.other_school)
    assert client.get(door(far)).status_code == 404
    for batch in (
        batch_of(world),
        batch_of(world, world.student, state=BatchState.WAITING),
        batch_of(world, world.student, state=BatchState.UNDONE),
    ):
        assert client.get(door(batch)).status_code == 404


def test_nothing_is_ticked_and_nobody_leaves_by_an_empty_form(world, client_of):
    client, batch = client_of(world.ck), batch_of(world, world.student, world.classmate)
    shown = client.get(door(batch)).content.decode()
    assert world.student.name in shown
    assert "checked" not in shown.split("<main")[-1]
    assert client.post(door(batch)).status_code == 422
    assert client.post(door(batch), {"student": ["nonsense", str(uuid4())]}).status_code == 422
    assert status_of(world.student, world.classmate) == ["active", "active"]


def test_only_whom_the_file_proposed(world, client_of):
    client, batch = client_of(world.ck), batch_of(world, world.student, world.other_student)
    form = {"student": [world.student_b.pk, world.other_student.pk]}
    assert client.post(door(batch), form).status_code == 422
    assert world.other_student.name not in client.get(door(batch)).content.decode()
    assert status_of(world.student_b, world.other_student) == ["active", "active"]


def test_who_is_ticked_leaves_and_the_same_people_hear(world, client_of):
    case = builders.planned(world, timezone.now() - timedelta(days=3))
    Notice.objects.all().delete()
    client = client_of(world.ck)
    batch = batch_of(world, world.student, world.classmate, world.student_b)
    form = {"student": [world.student.pk, world.classmate.pk]}
    assert client.post(door(batch), form).status_code == 302
    assert status_of(world.student, world.classmate, world.student_b) == [
        "left",
        "left",
        "active",
    ]
    told = Notice.objects.filter(kind="case_child_left")
    assert {row.user.username for row in told} == {case.owner.username, "ld"}
    shown = client.get(door(batch)).content.decode()
    assert world.student.name not in shown
    assert world.student_b.name in shown
    assert (
        "谁真的离校了"
        in client.get(reverse("office:import_detail", args=[batch.pk])).content.decode()
    )


def test_all_or_nobody(world, client_of, monkeypatch):
    client, batch = client_of(world.ck), batch_of(world, world.student, world.classmate)
    rows = list(Student.objects.filter(pk__in=[world.student.pk, world.classmate.pk]))
    moving.leave(student=world.classmate, by=world.ck, at=timezone.now())
    monkeypatch.setattr(
        "school_safety.office.views.leavers.Paginator.get_page", lambda self, number: rows
    )
    form = {"student": [world.student.pk, world.classmate.pk]}
    assert client.post(door(batch), form).status_code == 409
    assert status_of(world.student) == ["active"]
