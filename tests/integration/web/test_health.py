"""What monitors are told: which part is not well, and nothing about anybody."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from school_safety.clock import beats

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
WELL = {"status": "ok", "database": "ok", "volatile": "ok", "worker": "ok", "clock": "ok"}


def at_work() -> None:
    beats.leave(beats.WORKER)
    beats.leave(beats.CLOCK)


def test_everything_is_well(client):
    at_work()
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == WELL
    assert client.get("/healthz?all").status_code == 200


@pytest.mark.parametrize("dead", ["worker", "clock"])
def test_who_died_in_the_background_shows_but_takes_no_page_away(client, dead):
    beats.leave(beats.CLOCK if dead == "worker" else beats.WORKER)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {**WELL, "status": "degraded", dead: "silent"}
    assert client.get("/healthz?all").status_code == 503


def test_a_sign_of_life_grows_old(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    at_work()
    time_machine.shift(timedelta(seconds=119))
    assert client.get("/healthz").json() == WELL
    time_machine.shift(timedelta(seconds=2))
    assert client.get("/healthz").json()["worker"] == "silent"


def test_without_its_database_the_house_is_down(client):
    at_work()

    def gone(*args):
        raise OperationalError

    with connection.execute_wrapper(gone):
        response = client.get("/healthz")
    assert response.status_code == 503
    unknown = dict.fromkeys(("volatile", "worker", "clock"), "unknown")
    assert response.json() == {"status": "down", "database": "down", **unknown}
