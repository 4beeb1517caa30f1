"""Who has left is asked nothing more; who stays is not touched."""

import pytest
from django.utils import timezone

from surveys.actions.leaving import void_slips

pytestmark = pytest.mark.django_db


def test_open_slips_of_a_leaver_open_nothing(world, slips, client):
    assert client.get(slips.student.url).status_code == 200
    assert void_slips(students=[world.student], by=world.ck, at=timezone.now()) == 1
    slips.student.slip.refresh_from_db()
    assert slips.student.slip.state == "void"
    assert client.get(slips.student.url).status_code == 404
    slips.classmate.slip.refresh_from_db()
    assert slips.classmate.slip.state == "issued"


def test_twice_voids_nothing_more(world, slips):
    at = timezone.now()
    void_slips(students=[world.student], by=world.ck, at=at)
    assert void_slips(students=[world.student], by=world.ck, at=at) == 0
