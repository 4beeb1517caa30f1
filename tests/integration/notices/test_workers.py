"""Two workers at the same moment: every message leaves once."""

import threading

import pytest
from django.core import mail
from django.db import connection, transaction

from school_safety.notices.delivery import send_due
from school_safety.notices.models import Delivery
from school_safety.notices.outbox import post

MESSAGES = 30


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_message(world, at):
    world.co.email = "co@example.test"
    world.co.save()
    with transaction.atomic():
        for _ in range(MESSAGES):
            post("referral_answered", to=world.co, district_id=world.district.pk, at=at)
    Delivery.objects.filter(channel="email").update(state="queued", next_try_at=at, attempts=0)
    mail.outbox.clear()
    start, sent = threading.Barrier(2), []

    def work():
        start.wait()
        sent.append(send_due(at=at))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sum(sent) == MESSAGES
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == MESSAGES
    assert len(mail.outbox) == MESSAGES
