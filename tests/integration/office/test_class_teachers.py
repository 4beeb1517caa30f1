"""Last year's teachers go on with their class, by the head's hand or with her second yes."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.access.second_factor import SESSION_KEY
from school_safety.schools.actions import rolling
from school_safety.schools.models import Classroom
from tests.worlds import SHANGHAI

pytestmark = pytest.mark.django_db
PAGE = reverse("office:class_teachers")
FIRST = datetime(2027, 9, 1, 9, tzinfo=SHANGHAI)


@pytest.fixture
def new_year(world):
    """The school is one year on; nobody has a class yet."""
    with time_machine.travel(FIRST):
        rolling.roll_over(school=world.school, last=6, by=world.ck, at=timezone.now())
        yield Classroom.objects.get(school=world.school, school_year=2027, number=1)


def client_for(user) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = timezone.now().isoformat()
    session.save()
    return client


def test_the_head_lets_them_go_on(world, new_year):
    client = client_for(world.sa)
    shown = client.get(PAGE).content.decode()
    assert (world.ht_a.name in shown, "还没有班主任" in shown) == (True, True)
    old = RoleAssignment.objects.get(user=world.ht_a)
    assert client.post(PAGE, {"role": [old.pk]}).status_code == 302
    old.refresh_from_db()
    assert old.until == timezone.now() or old.until < timezone.now()
    now = RoleAssignment.objects.get(user=world.ht_a, until=None)
    assert (now.role, now.classroom) == ("ht", new_year)
    client.post(PAGE, {"role": [old.pk]})
    assert RoleAssignment.objects.filter(user=world.ht_a, until=None).count() == 1


def test_the_clerk_s_choice_waits_for_the_head(world, new_year):
    old = RoleAssignment.objects.get(user=world.ht_a)
    client_for(world.ck).post(PAGE, {"role": [old.pk]})
    old.refresh_from_db()
    assert old.until is None
    assert RoleProposal.objects.get().classroom == new_year


def test_a_role_that_was_not_offered_is_not_given(world, new_year):
    other = RoleAssignment.objects.get(user=world.ht_other)
    client_for(world.sa).post(PAGE, {"role": [other.pk, "nonsense"]})
    assert not RoleAssignment.objects.filter(user=world.ht_other, classroom=new_year).exists()


@pytest.mark.parametrize("who", ["te", "ld", "co", "da", "au", "gu"])
def test_others_find_nothing(world, client_of, who):
    assert client_of(getattr(world, who)).get(PAGE).status_code == 404
