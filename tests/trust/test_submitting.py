"""What a student was told is kept, is kept: through kill -9, lost replies and double clicks."""

import contextlib
import copy
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.db import connection

from tests.trust.cluster import Cluster
from tests.trust.pupil import Away, Pupil, until
from tests.trust.server import ONE_PROCESS, SERVE, Server

pytestmark = [pytest.mark.trust, pytest.mark.alone, pytest.mark.django_db(transaction=True)]


def rows(database: Path | Cluster, statement: str) -> list[tuple]:
    if isinstance(database, Cluster):
        return database.rows(statement)
    with contextlib.closing(sqlite3.connect(database)) as file:
        return file.execute(statement).fetchall()


def assert_kept(database: Path | Cluster, pupils: list[Pupil]) -> None:
    """Every receipt ever given is in the file, once, whole; and so is history."""
    if isinstance(database, Path):
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    kept = dict(rows(database, "SELECT receipt, id FROM surveys_response"))
    told = {receipt for pupil in pupils for receipt in pupil.receipts}
    assert told <= set(kept)
    assert all(len(set(pupil.receipts)) <= 1 for pupil in pupils)
    twice = "SELECT invitation_id FROM surveys_response GROUP BY 1 HAVING count(*) > 1"
    assert rows(database, twice) == []
    half = (
        "SELECT id FROM surveys_response WHERE path = 'screening' "
        "AND (answers IS NULL OR band IS NULL OR basis_id IS NULL)"
    )
    assert rows(database, half) == []
    submitted = "SELECT count(*) FROM surveys_invitation WHERE state = 'submitted'"
    remembered = "SELECT count(*) FROM audit_auditevent WHERE event = 'surveys.response.submitted'"
    assert rows(database, submitted) == rows(database, remembered) == [(len(kept),)]


def at_work(pupil: Pupil, over: threading.Event, patience: float) -> None:
    """Answer slowly, hand in, then ask again and again for the same receipt."""
    over.wait(patience)
    until(over, pupil.enter)
    until(over, lambda: pupil.save(1))
    until(over, lambda: pupil.save(2))
    while not over.is_set():
        until(over, pupil.submit)
        over.wait(0.3)


def storm(
    room,
    kills: int,
    *,
    url: str = "",
    strike: Callable[[int], None] | None = None,
    command: Sequence[str] = SERVE,
) -> None:
    """Kill the server, or strike its database, `kills` times while the class works.

    Half of it must come through.
    """
    able = len(room.pupils) // 2  # the others may have to wait for their teacher
    server, over = Server(room.folder, room.port, command=command, url=url), threading.Event()
    threads = [
        threading.Thread(target=at_work, args=(pupil, over, number * 0.25))
        for number, pupil in enumerate(room.pupils)
    ]
    try:
        server.start()
        for thread in threads:
            thread.start()
        for number in range(kills):
            wait_for(room, able * (number + 1) // (kills + 1))
            if strike is not None:
                strike(number)
                continue
            server.kill()
            server.start()
        wait_for(room, able)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        server.stop()


def wait_for(room, count: int, seconds: float = 40) -> None:
    """Until so many pupils hold a receipt, but not for ever."""
    limit = time.monotonic() + seconds
    while sum(bool(pupil.receipts) for pupil in room.pupils) < count:
        if time.monotonic() > limit:
            return
        time.sleep(0.05)


def test_kill_9_loses_no_receipt(classroom):
    """The server alone: the whole documented command, three times as long to start, is killed below."""
    room = classroom(24)
    storm(room, kills=2, command=ONE_PROCESS)
    assert sum(bool(pupil.receipts) for pupil in room.pupils) >= 12
    assert_kept(room.database, room.pupils)


@pytest.mark.slow
def test_forty_kills_lose_no_receipt(classroom):
    room = classroom(240)
    storm(room, kills=200 if os.environ.get("TRUST_FULL") else 40)
    assert sum(bool(pupil.receipts) for pupil in room.pupils) >= 120
    assert_kept(room.database, room.pupils)


@pytest.mark.slow
@pytest.mark.pg(only=True)
def test_a_database_struck_down_loses_no_receipt(classroom):
    room, named = classroom(80), connection.settings_dict
    source = f"postgresql://{named['USER']}@{named['HOST']}:{named['PORT']}/{named['NAME']}"
    with Cluster() as cluster:
        cluster.take(source)
        storm(room, kills=20, url=cluster.url, strike=cluster.strike)
        assert sum(bool(pupil.receipts) for pupil in room.pupils) >= 40
        assert_kept(cluster, room.pupils)


def test_eight_parallel_posts_leave_one_row_and_one_receipt(classroom):
    room = classroom(12)
    server = Server(room.folder, room.port, command=ONE_PROCESS)
    try:
        server.start()
        for pupil in room.pupils:
            pupil.enter()
            twins = [copy.deepcopy(pupil) for _ in range(8)]
            together([twin.submit for twin in twins])
            pupil.receipts = [receipt for twin in twins for receipt in twin.receipts]
    finally:
        server.stop()
    assert [len(pupil.receipts) for pupil in room.pupils] == [8] * 12
    assert_kept(room.database, room.pupils)


def together(deeds: list[Callable[[], object]]) -> None:
    """All at the same moment."""
    ready = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        ready.wait()
        with contextlib.suppress(Away):
            deed()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
