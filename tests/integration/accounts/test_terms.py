"""How long a sign-in lasts, and what ends it early. Time is moved, never waited for."""

import time

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from school_safety.access.actions import assign_role, end_role
from school_safety.access.choices import Role
from school_safety.access.models import RoleAssignment
from school_safety.access.terms import Terms, is_over, terms_of
from school_safety.accounts.actions import issue_entry_code
from school_safety.volatile.sessions import sessions_of

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "winter-boats-on-a-lake"
MINUTES = 60


@pytest.fixture
def clock():
    with time_machine.travel(time.time(), tick=False) as moved:
        yield moved


def inside(client) -> bool:
    return client.get("/notices/").status_code == 200


def someone(world, key):
    return world.student.user if key == "student" else getattr(world, key)


@pytest.mark.parametrize(("key", "idle"), [("co", 15), ("te", 15), ("ck", 15), ("gu", 30)])
def test_a_sign_in_that_nobody_uses_ends(world, client_of, clock, key, idle):
    client = client_of(someone(world, key))
    assert inside(client)
    clock.shift(idle * MINUTES - 1)
    assert inside(client)
    clock.shift(idle * MINUTES + 1)
    answer = client.get("/notices/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/notices/")
    assert sessions_of(someone(world, key).pk) == []
    clock.shift(-idle * MINUTES)
    assert not inside(client)  # it is gone, not only hidden


@pytest.mark.parametrize(
    ("key", "step", "hours"), [("co", 14, 10), ("gu", 29, 12), ("student", 9, 1)]
)
def test_a_sign_in_that_is_used_all_day_ends_the_same_day(
    world, client_of, clock, key, step, hours
):
    client = client_of(someone(world, key))
    began = time.time()
    assert inside(client)
    while time.time() - began + step * MINUTES <= hours * 3600:
        clock.shift(step * MINUTES)
        assert inside(client), (time.time() - began) / 3600
    clock.shift(step * MINUTES)
    assert not inside(client)


def test_the_strictest_of_several_roles_counts():
    assert terms_of(["gu", "te"]) == terms_of(["co"]) == terms_of([]) == Terms(900, 36000)
    assert terms_of(["st"]) == Terms(3600, 3600)
    assert not is_over(terms_of(["st"]), began=None, seen=None)


def test_words_in_a_form_that_came_too_late_are_given_back(world, client_of, clock):
    client = client_of(world.te)
    assert inside(client)
    clock.shift(16 * MINUTES)
    said = "他这两天午饭都没有吃。<b>"
    answer = client.post("/staff/concerns/new/", {"who": "七年级 高个子", "fact": said, "a": "1"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "午饭都没有吃。&lt;b&gt;</textarea>" in page
    assert "七年级 高个子</textarea>" in page
    assert not inside(client)


def test_signing_in_gives_the_session_another_name(world):
    world.te.set_password(PASSWORD)
    world.te.save()
    client = Client()
    client.get("/accounts/login/")
    client.post("/s/", {})  # something that gives an anonymous visitor a session
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    client.post("/accounts/login/", {"login": "te", "password": PASSWORD})
    assert inside(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not inside(thief)


def test_a_familys_code_gives_the_session_another_name(world):
    code = issue_entry_code(
        user=world.gu, by=world.ht_a, at=timezone.now(), district_id=world.district.pk
    )
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.post("/enter/", {"code": code, "tail": "0001"})
    assert inside(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key


def test_a_role_counts_from_the_next_request_on(world, client_of):
    client = client_of(world.te)
    assert client.get("/staff/people/").status_code == 404
    assign_role(
        user=world.te, role=Role.CLERK, unit=world.school, by=world.giver, at=timezone.now()
    )
    assert client.get("/staff/people/").status_code == 200
    for row in RoleAssignment.objects.filter(user=world.te, role=Role.CLERK):
        end_role(assignment=row, by=world.giver, at=timezone.now())
    assert client.get("/staff/people/").status_code == 404


def test_a_new_password_ends_every_other_sign_in(world):
    world.te.set_password(PASSWORD)
    world.te.save()
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/accounts/login/", {"login": "te", "password": PASSWORD})
        assert inside(client)
    newer = "spring-kites-over-the-hill"
    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": newer, "password2": newer},
    )
    assert answer.status_code == 302
    assert (inside(here), inside(there)) == (True, False)
    assert len(sessions_of(world.te.pk)) == 1
    old = Client().post("/accounts/login/", {"login": "te", "password": PASSWORD})
    assert old.status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        "short-one",
        "123456789012",
        "password1234",
        "qwertyuiop12",
        "te老师te老师te老师",
        "zxcvbnm-0987654321",
        "护航校园护航校园12",
        "aaaaaaaaaaaaaa",
    ],
)
def test_weak_passwords_are_refused(world, password):
    world.te.set_password(PASSWORD)
    world.te.save()
    client = Client()
    client.post("/accounts/login/", {"login": "te", "password": PASSWORD})
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    world.te.refresh_from_db()
    assert world.te.check_password(PASSWORD)
