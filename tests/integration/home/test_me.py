"""A guardian's own page: her mailbox is hers once she has proved it."""

import re

import pytest
from django.core import mail
from django.test import Client

from school_safety.accounts.models import Mailbox
from school_safety.audit.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"\b(\d{6})\b")
NEW = "mama@example.test"


def code() -> str:
    return CODE.search(mail.outbox[-1].body)[1]


@pytest.fixture
def mother(world, client_of) -> Client:
    client = client_of(world.gu)
    reply = client.post("/family/me/", {"mailbox": NEW})
    assert reply["Location"] == "/family/me/mailbox/"
    return client


def test_an_address_counts_once_its_code_has_come_back(world, mother):
    assert mail.outbox[-1].to == [NEW]
    world.gu.refresh_from_db()
    assert world.gu.email == ""
    assert mother.post("/family/me/mailbox/", {"code": code()})["Location"] == "/family/me/"
    world.gu.refresh_from_db()
    assert world.gu.email == NEW
    assert NEW in mother.get("/family/me/").content.decode()
    assert AuditEvent.objects.filter(event="accounts.mailbox.confirmed").count() == 1


@pytest.mark.parametrize("typed", ["000000", "12345", "", "abcdef"])
def test_a_wrong_code_keeps_nothing(world, mother, typed):
    assert mother.post("/family/me/mailbox/", {"code": typed}).status_code == 422
    assert not Mailbox.objects.exists()


def test_another_guardian_cannot_use_the_code(world, mother, client_of):
    other = client_of(world.gu_other)
    session = other.session
    session["home.mailbox"] = mother.session["home.mailbox"]
    session.save()
    assert other.post("/family/me/mailbox/", {"code": code()}).status_code == 422
    assert not Mailbox.objects.exists()


def test_nobody_else_is_shown_the_address(world, mother, client_of):
    mother.post("/family/me/mailbox/", {"code": code()})
    for who in ("gu_limited", "gu_other"):
        assert NEW not in client_of(getattr(world, who)).get("/family/me/").content.decode()
        assert NEW not in client_of(getattr(world, who)).get("/family/").content.decode()
    for who in ("ht_a", "ck", "co", "st"):
        user = getattr(world, who, world.student.user)
        assert client_of(user).get("/family/me/").status_code == 404


def test_one_code_a_minute_and_no_bombing_of_a_foreign_mailbox(world, mother, client_of):
    assert mother.post("/family/me/", {"mailbox": "other@example.test"}).status_code == 429
    assert client_of(world.gu_other).post("/family/me/", {"mailbox": NEW}).status_code == 429
    assert len(mail.outbox) == 1


def test_taking_the_address_away_takes_the_door_away(world, mother):
    mother.post("/family/me/mailbox/", {"code": code()})
    assert mother.post("/family/me/", {"remove": "1"}).status_code == 302
    world.gu.refresh_from_db()
    assert world.gu.email == ""
    assert not Mailbox.objects.exists()
    mail.outbox.clear()
    Client().post("/enter/ask/", {"way": NEW})
    assert mail.outbox == []


def test_a_held_guardian_has_the_same_page(world, client_of):
    for who in (world.gu_held, world.gu_other):
        page = client_of(who).get("/family/me/").content.decode()
        assert "我的资料" in page
        assert "•••• 0001" in page


WISH = {"wishes": "1", "way": "paper", "rhythm": "daily", "quiet": "evening", "language": "en"}


def test_she_chooses_how_to_hear_from_the_school(world, client_of):
    client = client_of(world.gu)
    assert "怎样收学校的消息" in client.get("/family/me/").text
    assert client.post("/family/me/", WISH)["Location"] == "/family/me/"
    world.gu.refresh_from_db()
    wish = world.gu.wish
    assert (wish.way, wish.rhythm, wish.quiet) == ("paper", "daily", "evening")
    assert (world.gu.language, world.gu.guardian.language) == ("en", "en")
    assert AuditEvent.objects.filter(event="notices.wish.set").count() == 1


@pytest.mark.parametrize("wrong", [{"way": "sms"}, {"way": "pigeon"}, {"rhythm": ""}])
def test_a_way_that_is_not_open_to_her_cannot_be_chosen(world, client_of, wrong):
    assert client_of(world.gu).post("/family/me/", {**WISH, **wrong}).status_code == 422
    assert not hasattr(world.gu, "wish")
