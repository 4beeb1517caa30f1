"""Families whom nothing reaches: their class teacher hears how many, prints, and they mend it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from school_safety.notices import jobs
from school_safety.notices.choices import Channel, State
from school_safety.notices.models import Delivery, Notice, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(world, mother, tell, at):
    """A letter for the mother of a child of class one that waits on paper."""
    Wish.objects.create(district=world.district, user=mother, way="paper", changed_at=at)
    return tell(mother, at).deliveries.get(channel=Channel.PAPER)


def told(user):
    return Notice.objects.filter(user=user, kind="families_unreached")


def test_the_class_teacher_hears_how_many_and_never_whose(world, paper, at):
    morning = at + timedelta(hours=22)
    for _ in range(2):
        jobs.tell_class_teachers(at=morning)
    [notice] = told(world.ht_a)
    assert (notice.count, notice.student_id) == (1, None)
    assert notice.url_name == "home:code_room"
    assert not told(world.ht_b).exists()
    assert not told(world.ck).exists()


def test_nothing_new_is_nothing_to_tell_and_weekends_are_free(world, paper, at):
    jobs.tell_class_teachers(at=at + timedelta(days=2))
    jobs.tell_class_teachers(at=at - timedelta(days=1))  # a Sunday
    assert not told(world.ht_a).exists()


@pytest.mark.parametrize(("who", "sees"), [("ht_a", 200), ("ht_b", 404), ("te", 404), ("sa", 404)])
def test_the_list_is_the_class_teachers(world, paper, client_of, who, sees):
    page = client_of(getattr(world, who)).get(reverse("home:code_room", args=[world.classroom.pk]))
    assert page.status_code == sees
    assert ("家里的消息没送到" in page.text) == (sees == 200)
    assert world.gu.name not in page.text


def test_printing_the_list_takes_it_off(world, paper, client_of, at):
    client = client_of(world.ht_a)
    address = reverse("home:repair_print", args=[world.classroom.pk])
    answer = client.post(address, {"unreached": "1"})
    assert answer["Content-Type"] == "application/pdf"
    paper.refresh_from_db()
    assert paper.state == State.SENT
    page = client.get(reverse("home:code_room", args=[world.classroom.pk]))
    assert "家里的消息没送到" not in page.text


def test_printing_for_one_family_leaves_the_others(world, paper, client_of):
    client = client_of(world.ht_a)
    address = reverse("home:repair_print", args=[world.classroom.pk])
    client.post(address, {"student": str(world.classmate.pk)})
    assert Delivery.objects.get(pk=paper.pk).state == State.QUEUED


def test_nobody_prints_for_a_guardian_who_may_not_hear(world, tell, at, client_of):
    Wish.objects.create(district=world.district, user=world.gu_court, way="paper", changed_at=at)
    tell(world.gu_court, at)
    jobs.tell_class_teachers(at=at + timedelta(hours=22))
    assert not told(world.ht_a).exists()
    page = client_of(world.ht_a).get(reverse("home:code_room", args=[world.classroom.pk]))
    assert "家里的消息没送到" not in page.text
