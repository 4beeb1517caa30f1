"""post(): a row with the caller's transaction, a message after it, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from school_safety.notices import delivery
from school_safety.notices.backoff import MESSAGE_WAITS
from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import release_stuck, send_due
from school_safety.notices.models import Delivery, Notice
from school_safety.notices.outbox import post

pytestmark = pytest.mark.django_db


def tell(world, at, *, to=None, **more):
    """One message to the counselor, who has an address."""
    user = to or world.co
    user.email = f"{user.username}@example.test"
    user.save()
    with transaction.atomic():
        return post("case_assigned", to=user, district_id=world.district.pk, at=at, **more)


def email_of(notice):
    return notice.deliveries.get(channel=Channel.EMAIL)


def test_post_delivers_after_commit(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(world, timezone.now())
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["co@example.test"]]
    assert email_of(notice).state == State.SENT
    assert notice.safety


@pytest.mark.django_db(transaction=True)
def test_post_outside_a_transaction_is_refused(world, at):
    with pytest.raises(transaction.TransactionManagementError):
        post("case_assigned", to=world.co, district_id=world.district.pk, at=at)


def test_unknown_kind_is_refused(world, at):
    with pytest.raises(KeyError):
        post("gossip", to=world.co, district_id=world.district.pk, at=at)


def test_same_key_is_the_same_message(world, at):
    first = tell(world, at, key="case:1")
    assert tell(world, at, key="case:1") == first
    assert tell(world, at, key="case:2") != first
    assert Delivery.objects.filter(notice=first).count() == 2


def test_without_address_the_inbox_is_enough(world, at):
    with transaction.atomic():
        notice = post("letter_arrived", to=world.gu, district_id=world.district.pk, at=at)
    assert [each.channel for each in notice.deliveries.all()] == [Channel.INBOX]


def test_sending_twice_sends_once(world, at):
    tell(world, at)
    assert send_due(at=at) == 1
    assert send_due(at=at) == 0
    assert len(mail.outbox) == 1


def test_failure_waits_longer_each_time_and_ends(world, at, monkeypatch):
    monkeypatch.setitem(delivery.CHANNELS, "email", broken)
    one = email_of(tell(world, at))
    now, waits = at, []
    for _ in range(len(MESSAGE_WAITS) + 1):
        send_due(at=now)
        one.refresh_from_db()
        if one.next_try_at is None:
            break
        waits.append(one.next_try_at - now)
        assert send_due(at=one.next_try_at - timedelta(seconds=1)) == 0
        now = one.next_try_at
    assert waits == list(MESSAGE_WAITS)
    assert (one.state, one.attempts) == ("failed", len(MESSAGE_WAITS) + 1)
    assert one.last_error == "OSError"


def broken(delivery):
    """A channel that is down."""
    raise OSError


def test_killed_worker_is_put_back(world, at):
    delivery = email_of(tell(world, at))
    Delivery.objects.filter(pk=delivery.pk).update(state=State.SENDING, claimed_at=at)
    assert send_due(at=at) == 0
    assert release_stuck(at=at + timedelta(minutes=14)) == 0
    later = at + timedelta(minutes=16)
    assert release_stuck(at=later) == 1
    assert send_due(at=later) == 1


def test_final_state_never_moves_back(world, at):
    tell(world, at)
    send_due(at=at)
    assert release_stuck(at=at + timedelta(days=1)) == 0
    assert Notice.objects.get().deliveries.filter(state=State.SENT).count() == 2


def test_a_carrier_that_is_away_does_not_keep_the_others(world, at, monkeypatch):
    """Ten failures in a row are enough for one sweep: the rest keeps its tries."""
    tried = []
    monkeypatch.setitem(delivery.CHANNELS, "email", lambda one: tried.append(one) or broken(one))
    told = [tell(world, at) for _ in range(12)]
    assert send_due(at=at) == 0
    assert len(tried) == delivery.TIRED
    fresh = Delivery.objects.filter(channel=Channel.EMAIL, attempts=0)
    assert fresh.count() == len(told) - delivery.TIRED


def test_urgent_messages_leave_first(world, at, monkeypatch):
    left = []
    monkeypatch.setitem(delivery.CHANNELS, "email", lambda one: left.append(one.notice.kind))
    with transaction.atomic():
        world.co.email = "co@example.test"
        world.co.save()
        post("referral_answered", to=world.co, district_id=world.district.pk, at=at)
    tell(world, at + timedelta(seconds=1))
    send_due(at=at + timedelta(seconds=2))
    assert left == ["case_assigned", "referral_answered"]
