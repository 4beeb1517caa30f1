"""A colleague's first door: the unhappy ways first."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from school_safety.accounts.actions import issue_activation_code, issue_entry_code
from school_safety.accounts.codes import written
from school_safety.audit import queries as audit

pytestmark = pytest.mark.django_db
OWN = "seven herons over the reeds"
EVENT = "accounts.user.activated"


@pytest.fixture
def code(world) -> str:
    return issue_activation_code(
        user=world.te, by=world.ck, at=timezone.now(), district_id=world.district.pk
    )


def knock(code: str, username: str = "te", password: str = OWN, again: str = "", client=None):
    client = client or Client()
    typed = {"username": username, "code": code, "password": password, "again": again or password}
    return client, client.post("/activate/", typed)


def inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def plain(answer) -> str:
    """The page without what was typed into it, its nonce and its form token."""
    return re.sub(r'(value|nonce)="[^"]*"', "", answer.content.decode())


def test_activate_opening_the_printed_link_changes_nothing(world, code) -> None:
    client = Client()
    page = client.get(f"/activate/{code}/")
    assert page.status_code == 200
    assert written(code) in page.content.decode()
    assert not inside(client)
    assert knock(code)[1].status_code == 302


def test_activate_works_once_in_any_spelling(world, code) -> None:
    client, answer = knock(written(code).lower())
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert inside(client)
    assert audit.of_districts([world.district.pk]).filter(event=EVENT).count() == 1
    again, answer = knock(code, password="nine cranes under the moon")
    assert answer.status_code == 422
    assert not inside(again)
    world.te.refresh_from_db()
    assert world.te.check_password(OWN)


def test_activate_whatever_is_wrong_gets_the_same_page(world, code) -> None:
    used = issue_activation_code(
        user=world.ht_a, by=world.ck, at=timezone.now(), district_id=world.district.pk
    )
    knock(used, "ht_a")
    late = issue_activation_code(
        user=world.ht_b,
        by=world.ck,
        at=timezone.now() - timedelta(days=15),
        district_id=world.district.pk,
    )
    tries = [("X" * 16, "te"), (code, "nobody"), (code, "ht_a"), (used, "ht_a"), (late, "ht_b")]
    answers = [knock(*each)[1] for each in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert len({plain(answer) for answer in answers}) == 1


def test_activate_a_guardians_code_is_not_an_activation_code(world) -> None:
    code = issue_entry_code(
        user=world.te, by=world.ck, at=timezone.now(), district_id=world.district.pk
    )
    assert knock(code)[1].status_code == 422


def test_activate_a_new_letter_kills_the_old_one(world, code) -> None:
    newer = issue_activation_code(
        user=world.te, by=world.ck, at=timezone.now(), district_id=world.district.pk
    )
    assert knock(code)[1].status_code == 422
    assert knock(newer)[1].status_code == 302


def test_activate_closed_account_stays_outside(world, code) -> None:
    world.te.is_active = False
    world.te.save()
    assert knock(code)[1].status_code == 422


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short", ""),
        ("password1234", ""),
        ("qingheyuan2026", ""),
        ("school rules 4 all", ""),
        ("te老师te老师te老师", ""),
        (OWN, OWN + "x"),
    ],
)
def test_activate_poor_passwords_are_refused_and_use_nothing_up(
    world, code, password, again
) -> None:
    world.school.name = "青禾园学校"
    world.school.save()
    client, answer = knock(code, password=password, again=again)
    assert answer.status_code == 422
    assert password not in answer.content.decode()
    assert not inside(client)
    assert knock(code)[1].status_code == 302


@pytest.mark.parametrize("by", ["code", "name"])
def test_activate_sixth_wrong_try_waits(world, code, by) -> None:
    for number in range(5):
        wrong = (code, f"x{number}") if by == "code" else (f"X{number}" * 8, "te")
        assert knock(*wrong)[1].status_code == 422
    client, answer = knock(code)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert not inside(client)


def test_activate_ends_earlier_sessions(world, code, client_of) -> None:
    before = client_of(world.te)
    assert before.get("/staff/").status_code == 200
    knock(code)
    assert before.get("/staff/").status_code == 302


def test_activate_with_a_second_factor_still_asks_for_it(world) -> None:
    TOTP.activate(world.co, generate_totp_secret())
    code = issue_activation_code(
        user=world.co, by=world.ld, at=timezone.now(), district_id=world.district.pk
    )
    client, answer = knock(code, "co")
    assert answer.url == "/accounts/2fa/authenticate/"
    assert not inside(client)
    assert client.get("/staff/").status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200


def test_activate_without_a_second_factor_leads_to_its_enrolment(world) -> None:
    code = issue_activation_code(
        user=world.co, by=world.ld, at=timezone.now(), district_id=world.district.pk
    )
    client, answer = knock(code, "co")
    assert answer.url == "/home/"
    assert client.get("/home/").url.startswith("/accounts/2fa/")


def test_activate_on_a_machine_where_somebody_else_is_signed_in(world, code, client_of) -> None:
    TOTP.activate(world.te, generate_totp_secret())
    client, answer = knock(code, client=client_of(world.ck))
    assert answer.url == "/accounts/2fa/authenticate/"
    assert not inside(client)
