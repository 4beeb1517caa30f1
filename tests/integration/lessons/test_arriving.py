"""What the outbox gave up is not delivered; what a later way brought is."""

from datetime import timedelta

import pytest

from lessons import queries
from lessons.actions.arriving import follow_messages
from lessons.actions.signing import open_letter
from school_safety.audit.models import AuditEvent
from school_safety.notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(send_to_a):
    """The mother's letter, announced."""
    return send_to_a("ack")


def way(letter, channel: str, state: str, at) -> Delivery:
    """How one way outside ended, of the message about this letter."""
    notice = Notice.objects.get(about_id=str(letter.pk))
    row, _new = Delivery.objects.update_or_create(
        notice=notice,
        channel=channel,
        defaults={"state": state, "done_at": at, "next_try_at": at if state == "queued" else None},
    )
    return row


def state_of(letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_a_way_that_still_tries_leaves_it_delivered(letter, at):
    way(letter, "email", "failed", at)
    way(letter, "sms", "queued", at)
    assert follow_messages(at=at) == 0
    assert state_of(letter) == "delivered"


def test_without_any_failure_nothing_moves(letter, at):
    assert follow_messages(at=at) == 0
    assert state_of(letter) == "delivered"


def test_every_way_given_up_is_not_delivered_and_comes_back(letter, world, at):
    way(letter, "email", "failed", at)
    way(letter, "sms", "failed", at)
    way(letter, "paper", "queued", at)
    assert follow_messages(at=at) == 1
    assert state_of(letter) == "missing"
    assert follow_messages(at=at + timedelta(minutes=5)) == 0
    shown = queries.dispatch_for(world.ht_a, letter.dispatch_id)
    assert shown.unreached >= 1
    way(letter, "paper", "sent", at + timedelta(hours=1))
    assert follow_messages(at=at + timedelta(hours=2)) == 1
    assert state_of(letter) == "delivered"
    assert queries.dispatch_for(world.ht_a, letter.dispatch_id).unreached == shown.unreached - 1
    said = set(AuditEvent.objects.values_list("event", flat=True))
    assert {"lessons.letter.lost", "lessons.letter.found"} <= said


def test_a_letter_that_was_opened_all_the_same_stays_opened(letter, world, at):
    way(letter, "email", "failed", at)
    open_letter(letter=letter, by=world.gu, at=at)
    assert follow_messages(at=at) == 0
    assert state_of(letter) == "opened"


def test_a_reminder_that_fails_takes_nothing_back(letter, at):
    way(letter, "email", "sent", at)
    first = Notice.objects.get(about_id=str(letter.pk))
    again = Notice.objects.create(
        user=first.user, kind="letter_reminder", district=first.district,
        about_kind=first.about_kind, about_id=first.about_id, created_at=at,
    )  # fmt: skip
    Delivery.objects.create(notice=again, channel="email", state="failed", done_at=at)
    assert follow_messages(at=at) == 0
    assert state_of(letter) == "delivered"
