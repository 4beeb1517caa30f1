"""Five wrong passwords in a row: the person is told, and whoever guesses sees and feels nothing."""

import re
import time

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school_safety.audit import queries as audit
from school_safety.notices.models import Notice

pytestmark = pytest.mark.django_db
PASSWORD = "winter-boats-on-a-lake"
VALUES = re.compile(r"'[^']*'|\b\d[\d.]*\b|[0-9a-f]{32}")
OWN = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|value="(te|nobody-here)"')


@pytest.fixture
def clock(world):
    for user in (world.te, world.op, world.co):
        user.set_password(PASSWORD)
        user.save()
    with time_machine.travel(time.time(), tick=False) as moved:
        yield moved


def miss(name: str, clock, times: int = 1, address: str = "198.51.100.7"):
    """Slowly enough for the door's own figures."""
    answer = None
    for _ in range(times):
        clock.shift(301)
        data = {"login": name, "password": "wrong-wrong-wrong"}
        answer = Client().post("/accounts/login/", data, REMOTE_ADDR=address)
        assert answer.status_code == 200
    return answer


def told(user) -> int:
    return Notice.objects.filter(user=user, kind="wrong_passwords", safety=True).count()


def test_the_fifth_in_a_row_is_told_once_an_hour(world, clock):
    miss("te", clock, 4)
    assert told(world.te) == 0
    miss(" TE ", clock)
    assert told(world.te) == 1
    events = [row.event for row in audit.of_object("accounts.user", world.te.pk)]
    assert "accounts.password.guessed" in events
    miss("te", clock, 5)
    assert told(world.te) <= 2
    clock.shift(3600)
    miss("te", clock, 5)
    assert told(world.te) >= 2
    assert not Notice.objects.exclude(user=world.te).filter(kind="wrong_passwords").exists()


def test_the_right_one_begins_a_new_row(world, clock):
    miss("te", clock, 4)
    clock.shift(301)
    right = {"login": "te", "password": PASSWORD}
    assert Client().post("/accounts/login/", right).status_code == 302
    miss("te", clock, 4)
    assert told(world.te) == 0
    miss("te", clock)
    assert told(world.te) == 1


def test_addresses_do_not_matter_and_an_operator_hears_too(world, clock):
    for number in range(5):
        miss("op", clock, address=f"198.51.100.{number}")
    assert told(world.op) == 1


def test_accounts_that_no_password_opens_hear_nothing(world, clock):
    miss("ck", clock, 5)
    world.co.is_active = False
    world.co.save()
    miss("co", clock, 5)
    assert not Notice.objects.filter(kind="wrong_passwords").exists()


def test_the_page_and_the_work_are_the_same_for_a_name_that_is_nobodys(world, clock, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }
    seen = {}
    for name in ("te", "nobody-here"):
        miss(name, clock, 4)
        with CaptureQueriesContext(connection) as done:
            answer = miss(name, clock)
        shapes = [VALUES.sub("?", each["sql"]) for each in done]
        seen[name] = (OWN.sub("", answer.content.decode()), len(done), shapes)
        assert any("django_tasks" in shape for shape in shapes)
    assert seen["te"] == seen["nobody-here"]
