"""Passwords and codes can be tried a few times only; nothing locks for good, nothing is cleared."""

import time

import pyotp
import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from school_safety.audit import queries
from school_safety.limits.table import TABLE
from school_safety.volatile import store

pytestmark = pytest.mark.django_db
PASSWORD = "winter-boats-on-a-lake"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
START = 1_900_000_000


@pytest.fixture
def clock(world):
    for user in (world.te, world.ht_a, world.co):
        user.set_password(PASSWORD)
        user.save()
    TOTP.activate(world.co, SECRET)
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def sign_in(name, password=PASSWORD, *, client=None, **extra):
    data = {"login": name, "password": password}
    return (client or Client()).post("/accounts/login/", data, **extra)


def second_step(client, code):
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def half_way() -> Client:
    client = Client()
    assert sign_in("co", client=client)["Location"] == "/accounts/2fa/authenticate/"
    return client


def wrong_from(address, times):
    """As if so many had failed from there; some figures are large."""
    sign_in("somebody", "wrong-wrong", REMOTE_ADDR=address)
    store.backend().run(
        "UPDATE volatile_counter SET count = ? WHERE kind LIKE ?", (times, "%addr%")
    )


def test_the_sixth_wrong_password_waits_five_minutes_and_never_for_ever(clock):
    for _ in range(5):
        assert sign_in("te", "wrong-wrong").status_code == 200
    refused = sign_in("te")  # the right one, too
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert sign_in("ht_a").status_code == 302  # a neighbour behind the same address
    clock.shift(299)
    assert sign_in("te").status_code == 429
    clock.shift(2)
    assert sign_in("te").status_code == 302


def test_letter_case_and_blanks_do_not_make_another_name(clock):
    for name in ("te", "TE", " te", "Te ", "tE"):
        sign_in(name, "wrong-wrong")
    assert sign_in("te").status_code == 429


def test_an_unknown_name_gets_the_same_replies(clock):
    def answers(name):
        return [
            (answer.status_code, answer.content.decode().count("错误"), answer.get("Retry-After"))
            for answer in (sign_in(name, "wrong-wrong") for _ in range(7))
        ]

    assert answers("te") == answers("nobody-of-that-name")


def test_an_address_has_a_figure_of_its_own_and_success_does_not_clear_it(clock):
    limit = TABLE["password.wrong"].address[0].times
    wrong_from("192.0.2.7", limit - 1)
    assert sign_in("ht_a", REMOTE_ADDR="192.0.2.7").status_code == 302
    assert sign_in("one-more", "wrong-wrong", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert sign_in("ht_a", REMOTE_ADDR="192.0.2.7").status_code == 429
    assert sign_in("ht_a", REMOTE_ADDR="192.0.2.8").status_code == 302


def test_an_invented_address_changes_nothing(clock):
    limit = TABLE["password.wrong"].address[0].times
    wrong_from("192.0.2.7", limit)
    for number in range(100):
        answer = sign_in(
            "ht_a",
            REMOTE_ADDR="192.0.2.7",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.1",
            HTTP_X_REAL_IP=f"203.0.113.{number}",
            HTTP_FORWARDED=f"for=203.0.113.{number}",
        )
        assert answer.status_code == 429


def test_behind_our_own_proxy_only_its_word_counts(clock, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    wrong = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    sign_in("somebody", "wrong-wrong", **wrong)
    store.backend().run("UPDATE volatile_counter SET count = 100 WHERE kind LIKE '%addr%'")
    spoofed = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.5, 192.0.2.7"}
    assert sign_in("ht_a", **spoofed).status_code == 429
    other = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7, 203.0.113.5"}
    assert sign_in("ht_a", **other).status_code == 302


def test_five_wrong_codes_lead_back_to_the_password(clock, world):
    client = half_way()
    for _ in range(5):
        assert second_step(client, "000000").status_code == 200
    right = pyotp.TOTP(SECRET).now()
    refused = second_step(client, right)
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert second_step(client, right)["Location"] == "/accounts/login/"
    assert second_step(half_way(), pyotp.TOTP(SECRET).now()).status_code == 429
    clock.shift(601)
    assert second_step(half_way(), pyotp.TOTP(SECRET).now()).status_code == 302
    events = [row.event for row in queries.of_object("accounts.user", world.co.pk)]
    assert events.count("accounts.factor.refused") == 5


def test_wrong_codes_are_not_forgotten_by_a_right_one(clock):
    client = half_way()
    for _ in range(4):
        second_step(client, "000000")
    assert second_step(client, pyotp.TOTP(SECRET).now()).status_code == 302
    clock.shift(60)
    again = half_way()
    assert second_step(again, "000000").status_code == 200
    assert second_step(again, pyotp.TOTP(SECRET).now()).status_code == 429


@pytest.mark.parametrize("seconds", [0, 29, 31, 59])
def test_a_code_opens_once(clock, seconds):
    code = pyotp.TOTP(SECRET).now()
    assert second_step(half_way(), code).status_code == 302
    clock.shift(seconds)
    replayed = half_way()
    assert second_step(replayed, f" {code[:3]} {code[3:]}").status_code == 200
    assert second_step(replayed, code).status_code == 200
    assert replayed.get("/staff/").status_code == 302


@pytest.mark.parametrize(("off", "opens"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phones_clock_may_be_one_step_off(clock, off, opens):
    answer = second_step(half_way(), pyotp.TOTP(SECRET).at(time.time() + off))
    assert (answer.status_code == 302) is opens


def test_a_recovery_code_opens_once_and_is_counted_alike(clock, world):
    RecoveryCodes.activate(world.co)
    code = RecoveryCodes(world.co.authenticator_set.get(type="recovery_codes")).get_unused_codes()
    assert second_step(half_way(), code[0]).status_code == 302
    assert second_step(half_way(), code[0]).status_code == 200


def test_signing_in_with_a_password_alone_opens_nothing_half_way(clock):
    client = half_way()
    for path in ("/staff/", "/notices/", "/accounts/2fa/", "/accounts/password/change/"):
        assert client.get(path).status_code == 302
    assert "_auth_user_id" not in client.session
