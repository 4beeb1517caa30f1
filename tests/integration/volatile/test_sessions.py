"""The session engine behaves as Django expects, and can sign a person out everywhere."""

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError

from school_safety.volatile.sessions import SessionStore, end_sessions_of

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


def signed_in(user_id: str) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = user_id
    session.save()
    return session


def test_an_unknown_key_gives_an_empty_session_under_another_key():
    session = SessionStore("x" * 32)
    assert dict(session.items()) == {}
    session["a"] = 1
    session.save()
    assert session.session_key != "x" * 32


def test_saving_a_session_that_was_ended_meanwhile_is_refused():
    session = signed_in("u1")
    SessionStore().delete(session.session_key)
    session["a"] = 1
    with pytest.raises(UpdateError):
        session.save()


def test_values_come_back_and_go_with_delete():
    session = signed_in("u1")
    assert SessionStore(session.session_key)[SESSION_KEY] == "u1"
    assert SessionStore().exists(session.session_key)
    session.delete()
    session.delete()
    assert not SessionStore().exists(session.session_key)


def test_a_new_key_keeps_the_values_and_ends_the_old_one():
    session = signed_in("u1")
    old = session.session_key
    session.cycle_key()
    assert session.session_key != old
    assert SessionStore(session.session_key)[SESSION_KEY] == "u1"
    assert not SessionStore().exists(old)


def test_flush_leaves_nothing():
    session = signed_in("u1")
    old = session.session_key
    session.flush()
    assert session.session_key is None
    assert not SessionStore().exists(old)


def test_sessions_end_by_themselves(settings):
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        session = signed_in("u1")
        clock.shift(settings.SESSION_COOKIE_AGE - 1)
        assert SessionStore().exists(session.session_key)
        clock.shift(2)
        assert SessionStore(session.session_key).load() == {}
        SessionStore.clear_expired()
        assert end_sessions_of("u1") == 0


def test_a_person_is_signed_out_everywhere_but_here():
    here, there, other = signed_in("u1"), signed_in("u1"), signed_in("u2")
    assert end_sessions_of("u1", keep=here.session_key) == 1
    assert not SessionStore().exists(there.session_key)
    assert SessionStore().exists(here.session_key)
    assert SessionStore().exists(other.session_key)
    assert end_sessions_of("u1") == 1
