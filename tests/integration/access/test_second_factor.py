"""Roles that reach S3, people or keys do nothing before the second factor."""

import pyotp
import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from school_safety.access.middleware import OPEN_PREFIXES
from school_safety.access.second_factor import SESSION_KEY

FORCED = ["co", "ld", "ck", "sa", "da", "au", "cl", "pa", "du", "op"]
FREE = ["te", "ht_a", "ed", "rv", "gu"]


@pytest.mark.parametrize("actor", FORCED)
def test_second_factor_is_forced(world, actor) -> None:
    client = Client()
    client.force_login(getattr(world, actor))
    for path in ("/staff/", "/notices/", "/nowhere/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("actor", FREE)
def test_second_factor_is_optional_for_the_others(world, actor) -> None:
    client = Client()
    client.force_login(getattr(world, actor))
    assert client.get("/nowhere/").status_code == 404


def test_second_factor_in_this_session_opens(world) -> None:
    client = Client()
    client.force_login(world.co)
    session = client.session
    session[SESSION_KEY] = timezone.now().isoformat()
    session.save()
    assert client.get("/nowhere/").status_code == 404


# What answers before the second factor. Whoever adds a line says why it must.
EXEMPT = {
    "account_confirm_login_code": "closed for everybody (home:accounts_closed)",
    "account_inactive": "says that the account is closed",
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_reauthenticate": "asks for the password before a second step is set up",
    "home:leave": "the way out",
    "mfa_activate_totp": "sets it up",
    "mfa_add_webauthn": "sets it up",
    "mfa_authenticate": "asks for it",
    "mfa_deactivate_totp": "asks for it first",
    "mfa_download_recovery_codes": "asks for it first",
    "mfa_edit_webauthn": "asks for it first",
    "mfa_generate_recovery_codes": "asks for it first",
    "mfa_index": "where one is sent",
    "mfa_list_webauthn": "one's own keys, by name",
    "mfa_login_webauthn": "a passkey is both steps",
    "mfa_reauthenticate": "asks for it",
    "mfa_reauthenticate_webauthn": "asks for it",
    "mfa_remove_webauthn": "asks for it first",
    "mfa_view_recovery_codes": "asks for it first",
    "office:activate": "a one-time code is its door; the second step still follows",
    "office:activate_code": "the same, from the printed link",
    "demo:demo_login": "only in the demo",
    "web:healthz": "for monitors; names nobody",
    "web:language_set": "words",
    "web:theme_set": "colours",
}


def names_under(prefixes: tuple[str, ...]) -> set[str]:
    def walk(resolver, path, spaces):
        for entry in resolver.url_patterns:
            here = path + str(entry.pattern).lstrip("^")
            if isinstance(entry, URLResolver):
                yield from walk(
                    entry, here, [*spaces, entry.namespace] if entry.namespace else spaces
                )
            elif here.startswith(prefixes):
                yield ":".join([*spaces, entry.name or here])

    return set(walk(get_resolver(), "/", []))


def test_the_list_of_open_doors_is_this_one() -> None:
    assert names_under(OPEN_PREFIXES) - EXEMPT.keys() == set()
    assert EXEMPT.keys() - names_under(OPEN_PREFIXES) <= {"demo:demo_login"}


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/change/",
        "/accounts/login/../../staff/",
        "/accounts/2fa/../../staff/",
        "//staff/",
        "/ACCOUNTS/LOGIN/",
    ],
)
def test_no_path_that_only_looks_like_one_of_them(world, path) -> None:
    client = Client()
    client.force_login(world.co)
    answer = client.get(path)
    assert answer.status_code == 404 or answer.get("Location") == "/accounts/2fa/"


def test_setting_one_up_needs_a_fresh_proof_and_opens_this_session_alone(world) -> None:
    world.co.set_password("winter-boats-on-a-lake")
    world.co.save()
    here, there = Client(), Client()
    for client in (here, there):
        data = {"login": "co", "password": "winter-boats-on-a-lake"}
        assert client.post("/accounts/login/", data).status_code == 302
    form = here.get("/accounts/2fa/totp/activate/")
    assert form.status_code == 200  # she has just typed her password
    code = pyotp.TOTP(form.context["form"].secret).now()
    assert here.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    with_it = Client()
    with_it.post("/accounts/login/", {"login": "co", "password": "winter-boats-on-a-lake"})
    assert with_it.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert there.get("/notices/")["Location"] == "/accounts/2fa/"
