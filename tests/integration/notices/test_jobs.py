"""The clock's part: what the queue lost, and what nobody opened."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from school_safety.notices import escalation, jobs
from school_safety.notices.models import Delivery
from school_safety.notices.outbox import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world, at):
    world.ld.email = "ld@example.test"
    world.ld.save()
    with transaction.atomic():
        return post("triage_waiting", to=world.ld, district_id=world.district.pk, at=at)


def test_sweep_sends_what_the_queue_lost(told, at):
    assert mail.outbox == []
    jobs.sweep(at=at)
    assert len(mail.outbox) == 1
    assert Delivery.objects.filter(state="sent").count() == 2


def test_unopened_safety_message_is_passed_on_once(told, at, monkeypatch):
    asked = []
    monkeypatch.setattr(escalation, "_HANDLERS", [lambda notice, at: asked.append(notice) or True])
    jobs.escalate(at=at + timedelta(minutes=14))
    assert asked == []
    for minutes in (16, 17):
        jobs.escalate(at=at + timedelta(minutes=minutes))
    assert asked == [told]


def test_without_a_handler_it_stays_visible(told, at):
    jobs.escalate(at=at + timedelta(hours=1))
    told.refresh_from_db()
    assert told.escalated_at is None


def test_jobs_are_known_to_the_clock():
    from school_safety.clock.job import registry

    assert {"notices.sweep", "notices.escalate"} <= set(registry())
