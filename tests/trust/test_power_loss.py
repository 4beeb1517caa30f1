"""A receipt leaves after its commit is on disk, and every disk that a power cut may leave holds it."""

import contextlib
import os
import random
import shutil
import sqlite3

import pytest

from tests.trust.acktrace import acknowledgements
from tests.trust.powerloss import CALLS, Disk, Event, events
from tests.trust.server import ONE_PROCESS, Server
from tests.trust.test_submitting import assert_kept

MAIN, WAL = "main.sqlite3", "main.sqlite3-wal"
TRACED = pytest.mark.skipif(
    not shutil.which("strace"), reason="NO STRACE: sync before reply and power loss did not run"
)
pytestmark = [pytest.mark.trust, pytest.mark.alone, pytest.mark.django_db(transaction=True)]


def traced(room) -> tuple[str, Disk]:
    """Everybody hands in, one after the other, under strace; the trace, and the disk it tells of."""
    trace, before = room.folder / "trace", room.database.read_bytes()
    under = ("strace", "-f", "-y", "-x", "-s", "70000", "-o", str(trace), "-e", f"trace={CALLS}")
    server = Server(room.folder, room.port, command=ONE_PROCESS, under=under)
    try:
        server.start()
        for pupil in room.pupils:
            pupil.enter()
            pupil.submit()
    finally:
        server.stop()
    text = trace.read_text(errors="replace")
    return text, Disk({MAIN: before}, events(text.splitlines(), {MAIN, WAL}))


def receipts_in(folder) -> set[str]:
    """Opens an image as the next start would, looks it over, and answers the receipts it holds."""
    with contextlib.closing(sqlite3.connect(folder / MAIN)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        half = "SELECT count(*) FROM surveys_response WHERE path = 'screening' AND answers IS NULL"
        assert file.execute(half).fetchone() == (0,)
        return {row[0] for row in file.execute("SELECT receipt FROM surveys_response")}


def assert_every_image_holds(disk: Disk, folder, count: int) -> None:
    chance = random.Random(7)  # noqa: S311  (which sectors a power cut spares)
    for moment in disk.moments(count, chance):
        image = disk.image(moment, folder / "image", chance)
        assert disk.receipts_by(moment) <= receipts_in(image), moment


@TRACED
def test_no_receipt_leaves_before_its_commit_is_on_disk_nor_is_lost_with_the_power(classroom):
    room = classroom(10)
    text, disk = traced(room)
    assert acknowledgements(text, WAL) == (10, [])
    assert len(disk.receipts_by(len(disk.history))) == 10
    assert_kept(room.database, room.pupils)
    assert_every_image_holds(disk, room.folder, 20)


@TRACED
@pytest.mark.slow
def test_five_hundred_torn_disks(classroom):
    count = 500 if os.environ.get("TRUST_FULL") else 100
    room = classroom(count)
    text, disk = traced(room)
    assert acknowledgements(text, WAL) == (count, [])
    assert_every_image_holds(disk, room.folder, 500)


def test_unsynced_sectors_may_be_missing_and_synced_ones_never(tmp_path):
    page, other = b"\1" * 4096, b"\2" * 4096
    history = [Event("write", WAL, 0, page), Event("ack", receipt="R"), Event("sync", WAL, 1)]
    disk = Disk({}, [*history, Event("write", WAL, 4096, other)])
    chance = random.Random(1)  # noqa: S311  (as above)

    def images(moment: int) -> list[bytes]:
        made = (disk.image(moment, tmp_path / "image", chance) for _ in range(8))
        return [(folder / WAL).read_bytes() for folder in made]

    assert any(image != page for image in images(2))
    assert all(image.startswith(page) for image in images(4))
    assert len({image[4096:] for image in images(4)}) > 1
