"""A referral that nobody moves is not forgotten, and nobody is nagged twice for the same day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.actions import chasing, receiving
from interventions.models import Referral
from school_safety.audit.models import AuditEvent
from school_safety.notices.models import Notice
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_seen_once_and_only_by_the_house_it_was_sent_to(world, client_of, now):
    row = builders.sent(world, now)
    page = f"/provider/referrals/{row.pk}/"
    assert client_of(world.cl_other).get(page).status_code == 404
    assert Referral.objects.get().status == "sent"
    assert client_of(world.cl).get(page).status_code == 200
    assert Referral.objects.get().status == "seen"
    moved = Referral.objects.get().moved_at
    assert client_of(world.cl).get(page).status_code == 200
    assert Referral.objects.get().moved_at == moved


def test_a_seen_one_can_be_accepted_or_refused(world, now):
    row = receiving.see_referral(referral=builders.sent(world, now), by=world.cl, at=now)
    assert receiving.accept_referral(referral=row, by=world.cl, at=now).status == "accepted"


def test_the_provider_first_then_the_owner(world, now):
    row = builders.sent(world, now)
    assert chasing.chase_referrals(at=now + timedelta(days=2)) == 0
    for _again in range(2):
        chasing.chase_referrals(at=now + timedelta(days=3, hours=1))
    assert told("referral_quiet") == [world.cl.username]
    chasing.chase_referrals(at=now + timedelta(days=7, hours=1))
    assert told("referral_quiet") == sorted(
        [world.cl.username, world.cl.username, row.made_by.username]
    )


def test_before_an_appointment_nobody_is_chased(world, now):
    row = builders.accepted(world, now)
    receiving.give_appointment(
        referral=row, starts_at=now + timedelta(days=20), place="x", by=world.cl, at=now
    )
    assert chasing.chase_referrals(at=now + timedelta(days=21)) == 0
    assert chasing.chase_referrals(at=now + timedelta(days=22, hours=1)) == 1


def test_both_hear_a_week_before_it_ends(world, now):
    row = builders.accepted(world, now)
    for hour in range(2):
        chasing.chase_referrals(at=row.expires_at - timedelta(days=6, hours=-hour))
    assert told("referral_ending") == sorted([world.cl.username, row.made_by.username])
    events = AuditEvent.objects.filter(
        event="interventions.referral.chased", facts__kind="referral_ending"
    )
    assert events.count() == 2


def test_another_place_is_proposed_with_what_was_chosen(world, client_of, now):
    row = builders.sent(world, now)
    receiving.refuse_referral(
        referral=row, reason="full", alternative="试试医院", by=world.cl, at=now
    )
    client = client_of(row.made_by)
    again = f"/staff/cases/{row.case_id}/referral/?after={row.pk}"
    assert again in client.get(f"/staff/referrals/{row.pk}/").text
    page = client.get(again)
    assert page.text.count("checked") == len(row.packet.fields) + 1
    data = {
        "provider": str(row.provider_id),
        "needs": ["sleep"],
        "fields_chosen": ["name", "birth", "guardian"],
        "family_part": "再试一次",
    }
    assert client.post(again, data).status_code == 302
    assert Referral.objects.exclude(pk=row.pk).get().follows_id == row.pk


def test_a_licence_that_ran_out_is_not_offered(world, client_of, now):
    case = builders.planned(world, now)
    house = builders.provider_of(world, now)
    page = f"/staff/cases/{case.pk}/referral/"
    assert house.name in client_of(case.owner).get(page).text
    house.licence_until = timezone.localdate(now) - timedelta(days=1)
    house.save()
    assert house.name not in client_of(case.owner).get(page).text
