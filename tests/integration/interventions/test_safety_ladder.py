"""An event is raised once, and rings until somebody answers: nobody is skipped, nobody rung twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.actions import deciding
from interventions.actions.concerns import receive_concern
from interventions.actions.matching import match_concern
from interventions.actions.opening import open_case
from interventions.actions.safety import acting
from interventions.actions.safety.ringing import ring_due
from interventions.choices import Level, SafetySource, SafetyStatus
from interventions.jobs import ring
from interventions.models import SafetyAlert, SafetyEvent
from school_safety.audit.models import AuditEvent
from school_safety.kernel.refusals import NotNow
from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import send_due
from school_safety.notices.models import Delivery, Notice
from tests.factories import cases, safety

pytestmark = pytest.mark.django_db
FIVE = timedelta(minutes=5)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def staffed(world, now):
    """Everybody can be rung by telephone, and the duty officer is on call."""
    safety.phones(world, now)
    safety.on_call(world, now)
    return world


def rung(event, turn=0):
    rows = SafetyAlert.objects.filter(event=event, round=turn).order_by("rung")
    return [row.person.username for row in rows.select_related("person")]


def test_with_nobody_at_all_it_still_says_that_nobody_answered(world, now):
    for key in ("co", "co2", "ld", "sa", "da", "du"):
        user = getattr(world, key)
        user.is_active = False
        user.save()
    event = safety.raised(world, now)
    assert rung(event) == []
    assert event.unanswered_at == now
    assert ring_due(at=now + FIVE) == 0
    assert SafetyEvent.objects.get().status == SafetyStatus.OPEN


def test_the_duty_officer_is_rung_first_and_alone(staffed, now):
    event = safety.raised(staffed, now)
    assert rung(event) == ["du"]
    notice = Notice.objects.get(kind="safety_alert")
    assert notice.safety
    assert set(notice.deliveries.values_list("channel", flat=True)) == {Channel.INBOX, Channel.SMS}
    assert event.acknowledge_by == now + timedelta(minutes=15)
    assert event.contact_by == now + timedelta(hours=1)


def test_every_five_minutes_the_next_one_to_the_end_and_then_lead_and_head(staffed, now):
    event = safety.raised(staffed, now)
    owner = event.case.owner.username
    other = {"co": "co2", "co2": "co"}[owner]
    send_due(at=now)
    for turn in range(1, 6):
        ring_due(at=now + turn * FIVE)
        send_due(at=now + turn * FIVE)
    assert rung(event) == ["du", owner, other, "ld", "sa", "da"]
    event.refresh_from_db()
    assert event.unanswered_at is None
    ring_due(at=now + 6 * FIVE)
    event.refresh_from_db()
    assert event.unanswered_at == now + 6 * FIVE
    assert rung(event, 1) == ["ld", "sa"]
    ring_due(at=now + 7 * FIVE)
    assert rung(event, 2) == ["ld", "sa"]
    assert event.steps.filter(kind="unanswered").count() == 1


def test_ringing_again_within_the_five_minutes_rings_nobody(staffed, now):
    event = safety.raised(staffed, now)
    send_due(at=now)
    for second in (0, 60, 299):
        assert ring_due(at=now + timedelta(seconds=second)) == 0
    assert rung(event) == ["du"]
    assert ring_due(at=now + FIVE) == 1
    assert ring_due(at=now + FIVE) == 0  # a second clock, or the same one after a restart


def test_a_number_that_the_vendor_refuses_does_not_cost_five_minutes(staffed, now):
    event = safety.raised(staffed, now)
    sent = Delivery.objects.filter(channel=Channel.SMS)
    sent.update(state=State.FAILED, next_try_at=None, done_at=now)
    assert ring_due(at=now + timedelta(minutes=1)) == 1
    assert rung(event) == ["du", event.case.owner.username]
    assert ring_due(at=now + timedelta(minutes=2)) == 0


def test_who_has_no_telephone_counts_as_not_rung_and_the_next_is_rung_at_once(world, now):
    safety.phones(world, now, without=("du", "co", "co2"))
    safety.on_call(world, now)
    event = safety.raised(world, now)
    assert rung(event)[0] == "du"
    assert rung(event)[-1] == "ld"
    assert event.unanswered_at is None


def test_answering_ends_the_ringing_and_calms_the_others(staffed, now):
    event = safety.raised(staffed, now)
    send_due(at=now)
    ring_due(at=now + FIVE)
    later = now + timedelta(minutes=6)
    acting.acknowledge(event=event, by=staffed.du, at=later)
    assert ring_due(at=now + 3 * FIVE) == 0
    event.refresh_from_db()
    assert (event.acknowledged_by, event.holder) == (staffed.du, staffed.du)
    assert event.acknowledged_at == later
    assert Notice.objects.filter(kind="safety_taken", user=event.case.owner).count() == 1


def test_of_two_who_answer_the_first_holds_it_and_both_are_written_down(staffed, now):
    event = safety.raised(staffed, now)
    acting.acknowledge(event=event, by=staffed.ld, at=now)
    acting.acknowledge(event=event, by=staffed.du, at=now)
    acting.acknowledge(event=event, by=staffed.du, at=now)
    event.refresh_from_db()
    assert event.holder == staffed.ld
    assert sorted(event.steps.values_list("kind", flat=True)) == ["acknowledged", "also", "raised"]
    assert AuditEvent.objects.filter(event="interventions.safety.also").count() == 1


def test_the_same_signal_twice_and_a_further_one_ring_once(staffed, now):
    first = safety.raised(staffed, now)
    again = safety.raised(staffed, now)
    assert first == again
    more = {"origin": "surveys.response:2"}
    assert safety.raised(staffed, now, evidence=more, source="self") == first
    assert SafetyEvent.objects.count() == 1
    assert first.steps.filter(kind="joined").count() == 1
    assert rung(first) == ["du"]
    assert SafetyEvent.objects.get().source == SafetySource.SCREENING


def test_a_signal_that_can_wait_rings_nobody(staffed, now):
    cases.opened(staffed, now)
    assert not SafetyEvent.objects.exists()
    assert not Notice.objects.filter(kind="safety_alert").exists()


def test_a_counselors_word_that_it_cannot_wait_rings_too(staffed, now):
    case = cases.confirmed(staffed, now)
    deciding.change_level(case=case, level=Level.NOW, reason="现在", by=case.owner, at=now)
    event = SafetyEvent.objects.get()
    assert (event.case, event.source) == (case, SafetySource.STAFF)


def test_an_unknown_name_rings_at_once_and_is_found_later_without_ringing_again(staffed, now):
    concern = receive_concern(
        school=staffed.school,
        student=None,
        who="五年级一个穿红衣服的",
        fact=safety.CANARY,
        urgent=True,
        by=staffed.te,
        at=now,
    )
    event = SafetyEvent.objects.get()
    assert (event.student, event.seen, rung(event)) == (None, safety.CANARY, ["du"])
    match_concern(concern=concern, student=staffed.student, by=staffed.co, at=now)
    event.refresh_from_db()
    assert event.student == staffed.student
    assert event.case == concern.__class__.objects.get().case
    assert SafetyEvent.objects.count() == 1
    assert staffed.du.grants.filter(kind="duty", student=staffed.student).count() == 1


def test_a_concern_that_cannot_wait_rings(staffed, now):
    receive_concern(
        school=staffed.school, student=staffed.student, fact="x", urgent=True, by=staffed.te, at=now
    )
    assert SafetyEvent.objects.get().source == SafetySource.CONCERN


def test_after_it_is_over_a_new_signal_is_a_new_event(staffed, now):
    event = safety.raised(staffed, now)
    acting.acknowledge(event=event, by=staffed.du, at=now)
    acting.stand_down(event=event, words="误会", by=staffed.du, at=now)
    open_case(
        student=staffed.student, level=1, source="self", evidence={"origin": "x:2"}, by=None, at=now
    )
    assert SafetyEvent.objects.count() == 2


def test_nobody_answers_what_is_over(staffed, now):
    event = safety.raised(staffed, now)
    with pytest.raises(NotNow):
        acting.sit_together(event=event, by=staffed.du, at=now)
    acting.acknowledge(event=event, by=staffed.du, at=now)
    acting.stand_down(event=event, words="误会", by=staffed.du, at=now)
    with pytest.raises(NotNow):
        acting.acknowledge(event=event, by=staffed.ld, at=now)


def test_one_event_that_fails_does_not_keep_the_others_waiting(staffed, now, monkeypatch):
    broken = safety.raised(staffed, now)
    other = safety.raised(staffed, now, student=staffed.classmate, evidence={"origin": "x:9"})
    from interventions.queries import duty

    real = duty.ladder_of

    def ladder_of(event, at):
        if event.pk == broken.pk:
            raise RuntimeError
        return real(event, at)

    monkeypatch.setattr(duty, "ladder_of", ladder_of)
    with pytest.raises(RuntimeError):
        ring(at=now + FIVE)
    assert len(rung(other)) == 2
