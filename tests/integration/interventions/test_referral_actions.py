"""Verbs of a referral: nothing leaves without the family, access ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.actions import expiring, family, receiving, referring
from interventions.choices import PacketField
from interventions.models import Packet, Referral
from school_safety.access.models import Grant
from school_safety.consents.models import Basis
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Guardian
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def refused(code, act, **kwargs):
    with pytest.raises(NotNow) as error:
        act(**kwargs)
    assert error.value.code == code


def live(world, now):
    rows = Grant.objects.filter(student=world.student, kind="referral")
    return [row for row in rows if row.until is None or row.until > now]


def draft(world, now, case, **changes):
    values = {
        "provider": changes.pop("provider", None) or builders.provider_of(world, now),
        "fields": ["name", "birth", "guardian"],
        "needs": ["sleep"],
        "family_part": "想请中心一起看看",
        "words": {},
        "by": case.owner,
        "at": now,
        **changes,
    }
    return referring.draft_referral(case=case, **values)


def test_a_case_that_is_not_confirmed_is_not_referred(world, now):
    refused("case_state", draft, world=world, now=now, case=builders.talked(world, now))
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"fields": ["concern"], "words": {"concern": "x"}}, "fields"),
        (
            {"fields": [*PacketField.values, "diary"], "words": {"concern": "x", "talks": "y"}},
            "fields",
        ),
        ({"needs": []}, "needs"),
        ({"needs": ["money"]}, "needs"),
        ({"family_part": "  "}, "family_part"),
        ({"fields": ["name", "birth", "guardian", "talks"]}, "talks"),
    ],
)
def test_a_draft_is_refused_field_by_field(world, now, changes, wrong):
    case = builders.planned(world, now)
    with pytest.raises(Invalid) as error:
        draft(world, now, case, **changes)
    assert wrong in error.value.fields


def test_nothing_is_sent_without_the_family(world, now):
    row = builders.drafted(world, now)
    refused("consent_missing", referring.send_referral, referral=row, by=row.made_by, at=now)
    guardian = Guardian.objects.get(user=world.gu)
    family.answer_referral(referral=row, state="refused", guardian=guardian, by=world.gu, at=now)
    refused("consent_missing", referring.send_referral, referral=row, by=row.made_by, at=now)
    assert not Basis.objects.filter(about=f"referral:{row.pk}").exists()
    assert "name" not in Packet.objects.get(referral=row).body


def test_every_field_that_leaves_has_its_basis(world, now):
    row = builders.sent(world, now)
    packet = Packet.objects.get(referral=row)
    assert set(packet.body) == set(packet.fields)
    rows = Basis.objects.filter(about=f"referral:{row.pk}", kind="consent")
    crossed = {f"packet.{code}" for code in packet.body}
    crossed |= {f"preview.{code}" for code in packet.preview}
    assert {basis.field for basis in rows} == crossed
    assert {basis.consent.about for basis in rows} == {f"referral:{row.pk}"}
    assert {basis.consent.student_id for basis in rows} == {row.student_id}
    assert all(basis.consent_id for basis in rows)
    assert set(packet.preview) == {"grade_band", "needs"}


def test_the_same_provider_is_not_asked_twice(world, now):
    row = builders.drafted(world, now)
    refused("already_referred", draft, world=world, now=now, case=row.case, provider=row.provider)
    assert Referral.objects.get() == row


def test_only_the_provider_s_own_people_accept(world, now):
    row = builders.sent(world, now)
    refused("not_your_provider", receiving.accept_referral, referral=row, by=world.cl_other, at=now)
    assert not live(world, now)
    receiving.accept_referral(referral=row, by=world.cl, at=now)
    assert [grant.user_id for grant in live(world, now)] == [world.cl.pk]
    assert Packet.objects.get(referral=row).open_until == now + timedelta(days=14)
    refused("referral_state", receiving.accept_referral, referral=row, by=world.cl, at=now)


def test_a_refusal_names_reason_and_alternative(world, now):
    row = builders.sent(world, now)
    with pytest.raises(Invalid) as error:
        receiving.refuse_referral(
            referral=row, reason="because", alternative=" ", by=world.cl, at=now
        )
    assert set(error.value.fields) == {"reason", "alternative"}
    done = receiving.refuse_referral(
        referral=row, reason="full", alternative="下月再来", by=world.cl, at=now
    )
    assert done.status == "refused"
    assert not live(world, now)


def test_appointment_attendance_and_reply(world, now):
    row = builders.accepted(world, now)
    with pytest.raises(Invalid):
        receiving.give_appointment(referral=row, starts_at=now, place="x", by=world.cl, at=now)
    first = receiving.give_appointment(
        referral=row, starts_at=now + timedelta(days=1), place="x", by=world.cl, at=now
    )
    second = receiving.give_appointment(
        referral=row, starts_at=now + timedelta(days=2), place="y", by=world.cl, at=now
    )
    first.refresh_from_db()
    assert first.status == "cancelled"
    refused(
        "not_yet", receiving.record_attendance, appointment=second, kept=True, by=world.cl, at=now
    )
    later = now + timedelta(days=3)
    receiving.record_attendance(appointment=second, kept=False, by=world.cl, at=later)
    refused(
        "already_recorded",
        receiving.record_attendance,
        appointment=second,
        kept=True,
        by=world.cl,
        at=later,
    )
    with pytest.raises(Invalid):
        receiving.write_reply(referral=row, school_part="", family_part="", by=world.cl, at=later)
    receiving.write_reply(
        referral=row, school_part="少布置晚间作业", family_part="早点睡", by=world.cl, at=later
    )
    done = receiving.finish_referral(referral=row, by=row.made_by, at=later)
    assert done.status == "done"
    assert not live(world, later)


def test_a_withdrawal_takes_the_referral_back_at_once(world, now):
    row = builders.accepted(world, now)
    guardian = Guardian.objects.get(user=world.gu)
    later = now + timedelta(minutes=1)
    family.answer_referral(
        referral=row, state="withdrawn", guardian=guardian, by=world.gu, at=later
    )
    assert Referral.objects.get(pk=row.pk).status == "revoked"
    assert not live(world, later)
    refused(
        "referral_state",
        family.answer_referral,
        referral=row,
        state="given",
        guardian=guardian,
        by=world.gu,
        at=later,
    )


def test_what_is_past_its_date_ends_once(world, now):
    row = builders.accepted(world, now)
    assert expiring.expire_referrals(at=now) == 0
    later = now + receiving.EPISODE
    assert expiring.expire_referrals(at=later) == 1
    assert expiring.expire_referrals(at=later) == 0
    assert Referral.objects.get(pk=row.pk).status == "expired"
    assert not live(world, later)


def test_revoking_a_finished_referral_is_refused(world, now):
    row = builders.sent(world, now)
    referring.revoke_referral(referral=row, by=row.made_by, at=now)
    refused("referral_state", referring.revoke_referral, referral=row, by=row.made_by, at=now)
    assert Referral.objects.get(pk=row.pk).status == "revoked"
