"""After very many records within an hour the next one asks who is there; nothing typed is lost."""

import time
from html import unescape

import pyotp
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from interventions.models import Note
from school_safety import limits
from school_safety.access import reading
from school_safety.limits.table import TABLE
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE_PAGE = "/accounts/2fa/reauthenticate/"
HOURLY = TABLE["record.read"].key[0].times


@pytest.fixture
def clock():
    with time_machine.travel(time.time(), tick=False) as moved:
        yield moved


@pytest.fixture
def counselor(world, client_of, clock):
    """She has looked at as many records this hour as are nothing unusual."""
    case = builders.opened(world, timezone.now())
    owner, _other = builders.owner_of(case, world)
    TOTP.activate(owner, SECRET)
    client = client_of(owner)
    for _ in range(HOURLY):
        limits.check("record.read", key=str(owner.pk))
    clock.shift(1)
    return client, reverse("interventions:case_show", args=[case.pk]), case


def prove(client, clock) -> None:
    clock.shift(31)  # the next figures
    answer = client.post(CODE_PAGE, {"code": pyotp.TOTP(SECRET).now(), "next": "/staff/cases/"})
    assert answer["Location"] == "/staff/cases/"


def test_the_sixtieth_is_nothing_and_the_one_after_the_sixty_first_asks(counselor, clock):
    client, case, _row = counselor
    assert client.get(case).status_code == 200  # never refused: a child may be in need
    for path in (case, "/staff/cases/", "/staff/triage/"):
        assert client.get(path)["Location"].startswith(CODE_PAGE)
    assert client.get("/notices/").status_code == 200
    prove(client, clock)
    for _ in range(3):
        assert client.get(case).status_code == 200
    clock.shift(3601)
    assert reading.asked_since(_row.owner) == 0


def test_a_session_that_never_proved_it_does_not_wait_it_out(counselor, clock):
    client, case, _row = counselor
    client.get(case)
    for _ in range(4):
        clock.shift(180)
        assert client.get(case)["Location"].startswith(CODE_PAGE)


def test_a_note_that_was_being_written_is_kept(counselor, clock):
    client, case, row = counselor
    place = reverse("interventions:note_new", args=[row.pk])
    client.get(case)
    typed = {
        "kind": "talk", "held": "yes", "text": "他说睡不着，想再谈一次。", "next_at": "",
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    page = client.post(place, typed)
    assert page.status_code == 403
    assert "他说睡不着，想再谈一次。" in unescape(page.content.decode())
    clock.shift(31)
    sent = client.post(place, {**typed, "proof-code": pyotp.TOTP(SECRET).now()})
    assert sent.status_code == 302
    assert Note.objects.get().text == typed["text"]
