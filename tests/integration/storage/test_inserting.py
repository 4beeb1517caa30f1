"""A row written by a statement that is kept is the row that `save` would have written."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from school_safety.schools.models import Student
from school_safety.storage import inserting
from school_safety.storage.inserting import insert
from surveys.models import Response

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


def event(**facts):
    return AuditEvent(
        key=uuid.uuid4(), event="a.b", at=timezone.now(), facts={"n": 1, "list": ["a"]}, mark="m",
        **facts,
    )  # fmt: skip


def pupil(world, **facts):
    room = world.classroom
    return Student(
        district=world.district, school=world.school, classroom=room, name="甲", contact_id="",
        **facts,
    )  # fmt: skip


@pytest.mark.parametrize("facts", [{}, {"district_id": uuid.uuid4(), "reason": "x"}])
def test_every_column_comes_back_as_it_went_in(facts):
    row = event(**facts)
    insert(row)
    again = AuditEvent.objects.get(pk=row.pk)
    assert all(
        getattr(again, field.attname) == getattr(row, field.attname)
        for field in AuditEvent._meta.concrete_fields
    )
    assert (row._state.adding, row._state.db) == (False, "default")


@pytest.mark.parametrize("model", [AuditEvent, Student, Response], ids=lambda model: model.__name__)
@pytest.mark.parametrize("value", ["", "甲", None, uuid.UUID(int=7)], ids=repr)
def test_a_shortcut_ends_where_djangos_steps_do(model, value):
    for field in model._meta.concrete_fields:
        short = inserting._shortcuts(field, connection).get(type(value))
        if short:
            assert short(value) == field.get_db_prep_save(value, connection=connection)


def test_numbers_of_the_database_follow_each_other():
    rows = [event(), event(), event()]
    for row in rows:
        insert(row)
    assert [row.sequence - rows[0].sequence for row in rows] == [0, 1, 2]


def test_one_statement_and_no_more(world):
    insert(pupil(world))
    with CaptureQueriesContext(connection) as asked:
        insert(pupil(world))
    assert len(asked) == 1


def test_the_same_statement_as_djangos(world):
    with CaptureQueriesContext(connection) as asked:
        pupil(world, number="1").save(force_insert=True)
        insert(pupil(world, number="2"))
    theirs, mine = (query["sql"].partition("VALUES")[0] for query in asked)
    assert mine == theirs


def test_what_may_not_be_is_refused_and_spoils_only_its_own_step(world):
    insert(pupil(world, number="7"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(pupil(world, number="7"))
    assert Student.objects.filter(number="7").count() == 1


def test_a_column_left_to_the_database_gets_its_default(world):
    row = Student(district=world.district, school=world.school, name="乙")
    insert(row)
    assert Student.objects.get(pk=row.pk).contact_id == ""
