"""A device in the lobby: nothing of the colleague who opened it, nothing of the family that used it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lessons.actions import slips
from lessons.models import Receipt
from lessons.queries import on_paper
from school_safety.access import kiosk
from school_safety.audit.models import AuditEvent
from school_safety.notices.channels import senders
from tests.integration.home.test_returning import NUMBERS, give

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lobby(world, client_of) -> Client:
    client = client_of(world.ht_a)
    assert "退出我自己" in client.get("/staff/kiosk/").text
    assert client.post("/staff/kiosk/").url == "/kiosk/"
    return client


@pytest.fixture
def code(send_to_a, world, at):
    letter = send_to_a("ack")
    give(world.gu, NUMBERS["gu"])
    senders.MEMORY.clear()
    slips.ready_to_print(dispatch=letter.dispatch, by=world.ht_a, at=at)
    return on_paper.code_of(letter)


def come_in(lobby: Client, code: str) -> str:
    """As a parent does: the slip, the button, the six figures; answers the letter's address."""
    door = lobby.post("/kiosk/", {"code": f"{code[:4]}-{code[4:]}"}).url
    assert lobby.post(door).url == "/enter/confirm/"
    figures = re.search(r"\b(\d{6})\b", senders.MEMORY[-1][1])[1]
    return lobby.post("/enter/confirm/", {"code": figures}).url


@pytest.mark.parametrize("who", ["te", "ed", "co", "ld", "sa", "da", "gu", "op"])
def test_who_may_not_hand_it_over(who, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get("/staff/kiosk/").status_code == 404
    assert client.post("/staff/kiosk/").status_code == 404


def test_an_ordinary_device_is_no_kiosk(client):
    for path in ("/kiosk/", "/kiosk/done/"):
        assert client.get(path).status_code == 404
    assert client.post("/kiosk/close/").status_code == 404


def test_nothing_of_the_colleague_stays(lobby, world):
    assert "_auth_user_id" not in lobby.session
    assert set(lobby.session.keys()) <= {kiosk.MARK, "_session_expiry"}
    for path in (
        "/staff/",
        "/staff/codes/",
        "/staff/letters/",
        "/accounts/login/",
        "/",
        "/cms/",
        "/accounts/password/change/",
        "/me/sign-in/",
        "/verify/",
        "/demo/",
        "/student/",
    ):
        assert lobby.get(path).url == "/kiosk/", path
    told = AuditEvent.objects.get(event="home.kiosk.opened")
    assert (told.actor_id, told.school_id) == (world.ht_a.pk, world.school.pk)


def test_a_parent_answers_signs_and_is_gone(lobby, code, world):
    there = come_in(lobby, code)
    page = lobby.get(there)
    assert page.headers["Refresh"] == f"{kiosk.IDLE}; url=/kiosk/done/"
    assert page.headers["Cache-Control"] == "no-store"
    form = page.context["form"]
    given = {name: form[name].value() for name in ("key", "text_hash", "language")}
    signed = lobby.post(there, {**given, "read": "on", "typed_name": "张妈妈"})
    assert signed.url == f"{there}signed/"
    receipt = lobby.get(signed.url)
    assert receipt.headers["Refresh"].endswith("url=/kiosk/done/")
    assert "receipt.pdf" not in receipt.text
    made = Receipt.objects.get()
    assert (made.account, made.answers["device"]) == (world.gu, "school")
    hers = lobby.cookies["sessionid"].value if "sessionid" in lobby.cookies else ""
    done = lobby.get("/kiosk/done/")
    assert done.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in lobby.session
    assert not hers or lobby.cookies["sessionid"].value != hers
    assert lobby.get(there).url == "/kiosk/"  # what the back button asks for
    assert lobby.get(signed.url).url == "/kiosk/"


def test_she_reaches_her_letters_and_nothing_else(lobby, code):
    there = come_in(lobby, code)
    assert lobby.get("/family/letters/").status_code == 200
    for path in ("/family/", "/family/me/", "/family/consents/", f"{there}receipt.pdf", "/staff/"):
        assert lobby.get(path).url == "/family/letters/", path


def test_whoever_walks_away_is_signed_out(lobby, code):
    come_in(lobby, code)
    assert lobby.get("/family/letters/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=kiosk.IDLE + 60)):
        assert lobby.get("/family/letters/").url == "/kiosk/"
        assert "_auth_user_id" not in lobby.session
        assert kiosk.MARK in lobby.session


def test_the_next_one_to_type_a_code_puts_the_last_one_out(lobby, code):
    come_in(lobby, code)
    assert lobby.get("/kiosk/").url == "/kiosk/"
    assert "_auth_user_id" not in lobby.session
    assert "handed" not in lobby.get("/kiosk/").text


def test_it_is_taken_back_with_nobody_signed_in(lobby):
    assert lobby.post("/kiosk/close/").url == reverse("account_login")
    assert kiosk.MARK not in lobby.session
    assert lobby.get("/kiosk/").status_code == 404


def test_a_code_that_is_none_is_asked_for_again(lobby):
    for typed in ("", "abc", "十二个字"):
        assert lobby.post("/kiosk/", {"code": typed}).status_code == 422
