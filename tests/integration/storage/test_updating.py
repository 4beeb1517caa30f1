"""A row changed by a plain statement is the row that `save` would have left."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from school_safety.schools.models import Student
from school_safety.storage.updating import update

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def pupil(world):
    return Student.objects.create(
        district=world.district, school=world.school, classroom=world.classroom, name="甲"
    )


def test_what_is_named_is_written_and_nothing_else(pupil):
    pupil.name, pupil.classroom, pupil.born_on, pupil.number = "乙", None, None, "9"
    with CaptureQueriesContext(connection) as asked:
        update(pupil, "name", "classroom", "born_on")
    again = Student.objects.get(pk=pupil.pk)
    assert (again.name, again.classroom_id, again.number) == ("乙", None, "")
    assert len(asked) == 1


def test_a_row_that_is_gone_is_said_and_spoils_the_transaction(pupil):
    Student.objects.filter(pk=pupil.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        update(pupil, "name")
    assert not Student.objects.filter(pk=pupil.pk).exists()
