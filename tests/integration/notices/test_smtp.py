"""A real mail server on this machine: what arrives, and what happens when it refuses."""

import socket
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import send_due
from school_safety.notices.outbox import post

pytestmark = pytest.mark.django_db


class Postman:
    """Keeps what it is given; answers RCPT with `answers`, one after the other."""

    def __init__(self) -> None:
        self.letters, self.answers, self.deaf = [], [], False

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        if self.deaf:
            self.deaf = False
            return "421 the line goes dead"
        return "250 OK"


@pytest.fixture
def postman(settings):
    keeper = Postman()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }
    yield keeper
    controller.stop()


@pytest.fixture
def email(world, at):
    """One queued e-mail to the counselor."""
    world.co.email, world.co.language = "co@example.test", "en"
    world.co.save()
    with transaction.atomic():
        notice = post(
            "case_assigned",
            to=world.co,
            district_id=world.district.pk,
            student_id=world.student.pk,
            at=at,
        )
    return notice.deliveries.get(channel=Channel.EMAIL)


def test_letter_arrives_in_the_recipients_language(email, at, postman, world):
    assert send_due(at=at) == 1
    [(to, letter)] = postman.letters
    assert to == ["co@example.test"]
    assert str(make_header(decode_header(letter["Subject"]))) == "Something needs you"
    assert letter["Message-ID"] == f"<{email.pk}@localhost>"
    assert world.student.name not in letter.get_payload(decode=True).decode()


def test_refusal_for_ever_ends_it(email, at, postman):
    postman.answers = ["550 no such person"]
    assert send_due(at=at) == 0
    email.refresh_from_db()
    assert (email.state, email.last_error) == (State.FAILED, "Refused")


def test_refusal_for_now_is_tried_again(email, at, postman):
    postman.answers = ["451 later"]
    assert send_due(at=at) == 0
    email.refresh_from_db()
    assert email.state == State.QUEUED
    assert send_due(at=email.next_try_at) == 1
    assert len(postman.letters) == 1


def test_server_that_is_away_is_tried_again(email, at, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 2},
        }
    }
    assert send_due(at=at) == 0
    email.refresh_from_db()
    assert (email.state, email.attempts) == (State.QUEUED, 1)
    assert email.last_error == "ConnectionRefusedError"


def test_taken_without_an_answer_comes_again_under_the_same_name(email, at, postman):
    postman.deaf = True
    assert send_due(at=at) == 0
    email.refresh_from_db()
    assert email.state == State.QUEUED
    assert send_due(at=email.next_try_at) == 1
    [(_to, first), (_same, second)] = postman.letters
    assert first["Message-ID"] == second["Message-ID"]
