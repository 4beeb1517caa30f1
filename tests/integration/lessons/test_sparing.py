"""The month's minutes: a cap, and somebody else's named yes beyond it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lessons.actions import sending, sparing
from lessons.models import BurdenCap, BurdenWaiver, Dispatch
from lessons.queries import burden
from school_safety.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db
REASON = "台风停课，今晚要通知每个家庭。"


@pytest.fixture
def tight(school_pages, world, at):
    """Almost nothing is left of the month."""
    sparing.set_cap(district=world.district, minutes=5, by=world.da, at=at - timedelta(days=1))
    return {"letter": school_pages.ack, "classroom": world.classroom, "at": at}


def fill(world, school_pages, at):
    for name in ("info", "consent"):
        sending.send(
            letter=getattr(school_pages, name), classroom=world.classroom, by=world.ht_a, at=at
        )


def test_over_the_cap_needs_somebody_elses_yes(tight, school_pages, world, at):
    sparing.set_cap(district=world.district, minutes=30, by=world.da, at=at)
    fill(world, school_pages, at)
    asked = burden.meter(world.classroom, at).asked
    assert asked > 0
    BurdenCap.objects.update(minutes=5)
    Dispatch.objects.update(minutes=3)
    with pytest.raises(Invalid) as refusal:
        sending.send(**tight, by=world.ht_a)
    assert refusal.value.fields == {"classrooms": "over_cap"}
    with pytest.raises(Invalid):
        sparing.waive(**tight, reason="急", by=world.sa)
    own = sparing.waive(**tight, reason=REASON, by=world.ht_a)
    with pytest.raises(Invalid):
        sending.send(**tight, by=world.ht_a)
    own.delete()
    sparing.waive(**tight, reason=REASON, by=world.sa)
    assert sending.send(**tight, by=world.ht_a).minutes > 0


def test_the_head_lets_through_and_the_official_sets_the_cap(tight, world, client_of):
    door = reverse("lessons:dispatch_list")
    form = {
        "do": "waive", "letter": tight["letter"].pk, "classroom": world.classroom.pk,
        "reason": REASON,
    }  # fmt: skip
    for who in (world.ht_a, world.ed, world.co):
        assert client_of(who).post(door, form).status_code == 404
    assert client_of(world.sa).post(door, {**form, "reason": "短"}).status_code == 422
    assert client_of(world.sa).post(door, form).status_code == 302
    assert BurdenWaiver.objects.get().given_by == world.sa
    assert client_of(world.sa).post(door, {"do": "cap", "minutes": 9}).status_code == 404
    assert client_of(world.da).post(door, {"do": "cap", "minutes": 500}).status_code == 422
    assert client_of(world.da).post(door, {"do": "cap", "minutes": 20}).status_code == 302
    assert burden.cap_of(world.district.pk) == 20
    assert burden.cap_of(world.far_district.pk) == 30
