"""A query composed once gives what Django's own would give, again and again."""

import uuid

import pytest
from django.db import connection
from django.db.models import AutoField, CharField, UUIDField
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from school_safety.schools.models import Student
from school_safety.storage.prepared import Prepared

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
ID = (UUIDField(), uuid.UUID(int=26))


def plain(pk):
    return Student.objects.filter(pk=pk).select_related("classroom", "district").order_by()


BY_ID = Prepared(lambda pk: plain(pk), pk=ID)
BY_NAME = Prepared(
    lambda name: Student.objects.filter(name=name).only("name").order_by("pk"),
    name=(CharField(), "\x1a"),
)


def test_the_same_row_with_its_relatives(world):
    for student in (world.student, world.classmate):
        (mine,) = BY_ID.rows(pk=student.pk)
        theirs = plain(student.pk).get()
        assert mine == theirs
        assert vars(mine._state).keys() == vars(theirs._state).keys()
        assert (mine._state.adding, mine._state.db) == (False, "default")
        assert all(
            getattr(mine, field.attname) == getattr(theirs, field.attname)
            for field in Student._meta.concrete_fields
        )
        with CaptureQueriesContext(connection) as asked:
            assert mine.classroom == theirs.classroom
            assert mine.district.name == theirs.district.name
        assert len(asked) == 0


def test_a_name_is_read_anew_and_an_id_is_not(world):
    first, second = (BY_ID.first(pk=world.student.pk) for _ in range(2))
    renamed = Student.objects.filter(pk=world.student.pk)
    renamed.update(name="新名")
    assert BY_ID.first(pk=world.student.pk).name == "新名"
    assert first.pk == second.pk == world.student.pk
    assert first.name == second.name != "新名"


def test_what_one_does_to_a_relative_nobody_else_sees(world):
    first, second = (BY_ID.first(pk=world.student.pk) for _ in range(2))
    first.classroom.grade = 99
    first.district.name = "别处"
    assert first.classroom.school == world.school  # fetched, and remembered by this row alone
    for other in (second, BY_ID.first(pk=world.classmate.pk)):
        assert other.classroom.grade == world.classroom.grade
        assert other.district.name == world.district.name
        assert not other.classroom._state.fields_cache
        assert not other.classroom._state.adding


def test_a_relative_that_was_changed_or_is_gone_is_read_so(world):
    before = BY_ID.first(pk=world.student.pk)
    type(world.district).objects.filter(pk=world.district.pk).update(name="改了名")
    Student.objects.filter(pk=world.student.pk).update(classroom=None)
    after = BY_ID.first(pk=world.student.pk)
    assert (after.district.name, after.classroom) == ("改了名", None)
    assert before.district.name != "改了名"


def test_text_of_an_id_does_as_well(world):
    assert BY_ID.first(pk=str(world.student.pk)) == world.student


def test_nothing_where_nothing_is(world):
    assert BY_ID.first(pk=uuid.uuid4()) is None
    assert list(BY_NAME.rows(name="nobody' OR 1=1 --")) == []


def test_what_was_left_out_is_fetched_when_asked_for(world):
    found = BY_NAME.first(name=world.student.name)
    assert found.get_deferred_fields() >= {"number", "status"}
    assert found.number == world.student.number


def test_a_parameter_that_is_not_used_is_refused(world):
    wrong = Prepared(lambda pk: Student.objects.all(), pk=ID)
    with pytest.raises(ValueError, match="does not appear"):
        wrong.first(pk=world.student.pk)


def test_a_row_may_be_changed_and_saved(world):
    found = BY_ID.first(pk=world.student.pk)
    found.name = "改过的名"
    found.save()
    assert Student.objects.get(pk=world.student.pk).name == "改过的名"


def test_a_page_is_loaded_in_its_own_way(world):
    pages = Prepared(lambda pk: Page.objects.filter(pk=pk).order_by(), pk=(AutoField(), -26))
    theirs = Page.objects.first()
    mine = pages.first(pk=theirs.pk)
    assert (mine, mine.title, mine.specific) == (theirs, theirs.title, theirs.specific)
    assert vars(mine).keys() == vars(theirs).keys()
