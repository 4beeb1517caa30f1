"""Signing out, being signed out, and an account that is closed."""

import pytest
from django.utils import timezone

from school_safety.accounts.actions import close_account, end_sessions, holder_of, issue_entry_code
from school_safety.audit import queries

pytestmark = pytest.mark.django_db(transaction=True)


def events_of(user) -> list[str]:
    return [row.event for row in queries.of_object("accounts.user", user.pk)]


def signed_in(client) -> bool:
    return client.get("/notices/").status_code == 200


def test_a_closed_account_is_out_at_once_and_cannot_return(world, client_of):
    client, code = (
        client_of(world.co),
        issue_entry_code(
            user=world.co, by=world.sa, at=timezone.now(), district_id=world.district.pk
        ),
    )
    assert signed_in(client)
    close_account(user=world.co, by=world.sa, at=timezone.now())
    assert not signed_in(client)
    assert holder_of(code, at=timezone.now()) is None
    assert events_of(world.co) == ["accounts.user.closed"]


def test_ending_sessions_spares_the_one_that_asks(world, client_of):
    here, there, other = client_of(world.co), client_of(world.co), client_of(world.co2)
    keep = here.session.session_key
    end_sessions(user=world.co, by=world.co, at=timezone.now(), keep=keep)
    assert [signed_in(client) for client in (here, there, other)] == [True, False, True]
    assert events_of(world.co) == ["accounts.sessions.ended"]


def test_signing_out_is_remembered_and_ends_the_session_on_the_server(world, client_of):
    client = client_of(world.te)
    cookie = client.cookies["session"].value
    client.post("/accounts/logout/")
    client.cookies["session"] = cookie  # a copy that somebody kept
    assert not signed_in(client)
    assert events_of(world.te) == ["accounts.user.signed_out"]


@pytest.mark.parametrize(
    ("sent", "forgets"),
    [
        ({}, '"cache", "cookies", "storage"'),
        ({"keep": ""}, '"cache", "cookies"'),  # records of lessons wait on this device
    ],
)
def test_the_browser_forgets(world, client_of, sent, forgets):
    client = client_of(world.te)
    assert "Clear-Site-Data" not in client.get("/accounts/logout/").headers
    left = client.post("/accounts/logout/", sent)
    assert left.headers["Clear-Site-Data"] == forgets
    assert left.url == "/?language=zh-hans"


def test_she_is_let_out_in_her_language(world, client_of):
    client = client_of(world.te)
    client.cookies["language"] = "en"
    left = client.post("/accounts/logout/")
    client.cookies.clear()
    assert client.get(left.url).url == "/en/"
    assert "Sign in" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("wrong", ["de", "/evil.example", "en/../../x", ""])
def test_the_front_door_speaks_what_it_knows(client, wrong):
    answer = client.get("/", {"language": wrong})
    assert answer.url == "/zh-hans/"
    assert not answer.cookies
