"""How a guardian wants to hear: her way, her hours, one message a day; and what urgent things do."""

from datetime import timedelta

import pytest
from django.core import mail

from school_safety.notices import digest
from school_safety.notices.actions import set_wish
from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import send_due
from school_safety.notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def wish(user, at, **said):
    whole = {"way": "auto", "rhythm": "at_once", "quiet": "night", "language": "zh-hans", **said}
    return set_wish(user=user, by=user, at=at, **whole)


def ways(notice):
    return set(notice.deliveries.values_list("channel", flat=True)) - {Channel.INBOX}


def with_mail(user):
    user.email = "mama@example.test"
    user.save()
    return user


def test_one_way_for_what_is_not_urgent_and_every_way_for_what_is(mother, vendor, campus, tell, at):
    with_mail(mother)
    assert ways(tell(mother, at)) == {"wecom"}
    wish(mother, at, way="sms")
    assert ways(tell(mother, at)) == {"sms"}
    wish(mother, at, way="paper")
    assert ways(tell(mother, at)) == {"paper"}
    assert ways(tell(mother, at, safety=True)) == {"wecom", "email", "sms"}


def test_her_language(mother, tell, at):
    wish(with_mail(mother), at, language="en")
    tell(mother, at)
    send_due(at=at)
    assert mail.outbox[-1].subject == "There is a letter for you"


def test_nothing_comes_at_night_unless_it_is_urgent(mother, tell, at):
    night = at.replace(hour=23)
    sent = tell(with_mail(mother), night).deliveries.get(channel=Channel.EMAIL)
    assert sent.next_try_at == at.replace(hour=7, minute=0) + timedelta(days=1)
    assert send_due(at=night + HOUR) == 0
    tell(mother, night, safety=True)
    assert send_due(at=night) == 1
    assert send_due(at=sent.next_try_at) == 1


def test_a_new_try_that_falls_into_the_night_waits_and_is_no_attempt(mother, tell, at):
    sent = tell(with_mail(mother), at).deliveries.get(channel=Channel.EMAIL)
    Delivery.objects.filter(pk=sent.pk).update(next_try_at=at.replace(hour=23), attempts=3)
    assert send_due(at=at.replace(hour=23)) == 0
    sent.refresh_from_db()
    assert (sent.state, sent.attempts) == (State.QUEUED, 3)
    assert sent.next_try_at.hour == at.replace(hour=7).astimezone(sent.next_try_at.tzinfo).hour
    assert mail.outbox == []


def test_the_digest_is_one_message_for_what_she_has_not_seen(mother, tell, at):
    wish(with_mail(mother), at, rhythm="daily")
    told = [tell(mother, at) for _ in range(3)]
    assert ways(told[0]) == set()
    Notice.objects.filter(pk=told[0].pk).update(read_at=at)
    six = at.replace(hour=18, minute=0)
    assert digest.send_digests(at=six) == 1
    assert digest.send_digests(at=six + HOUR) == 0
    send_due(at=six)
    [message] = mail.outbox
    assert message.subject == "今天的学校消息"
    assert "数量：2" in message.body
    # What comes after today's digest waits for tomorrow's, and is not forgotten.
    tell(mother, six)
    digest.send_digests(at=six + HOUR)
    digest.send_digests(at=six + timedelta(days=1))
    assert Notice.objects.filter(kind="daily_digest").count() == 2
    assert not Notice.objects.filter(for_digest=True).exists()


def test_the_sixth_message_of_a_day_waits_for_the_evening(mother, tell, at):
    with_mail(mother)
    told = [tell(mother, at) for _ in range(6)]
    assert [bool(ways(each)) for each in told] == [True] * 5 + [False]
    assert ways(tell(mother, at, safety=True)) == {"email"}
    assert Notice.objects.get(pk=told[-1].pk).for_digest


def test_a_way_that_fails_gives_way_to_the_next_and_paper_is_the_last(mother, vendor, tell, at):
    notice = tell(with_mail(mother), at)
    mother.email = ""
    mother.save()
    assert send_due(at=at) == 0  # the address is gone: refused
    assert ways(notice) == {"email", "sms"}
    vendor.faults.append("isv.MOBILE_NUMBER_ILLEGAL")
    send_due(at=at)
    assert ways(notice) == {"email", "sms", "paper"}


def test_what_she_has_read_is_not_sent_after_her(mother, tell, at):
    notice = tell(with_mail(mother), at)
    Notice.objects.filter(pk=notice.pk).update(read_at=at)
    mother.email = ""
    mother.save()
    send_due(at=at)
    assert ways(notice) == {"email"}
