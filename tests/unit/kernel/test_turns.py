"""Whoever writes waits for whoever writes already, and for nobody who has died."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from school_safety.kernel.turns import Turn, turn_at

ANOTHER = (
    "import sys; from pathlib import Path; from school_safety.kernel.turns import Turn; "
    "turn = Turn(Path(sys.argv[1])); print('here', flush=True); turn.take(); "
    "print('in', flush=True); sys.stdin.read()"
)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def another(tmp_path):
    """A second process that takes its turn and keeps it."""
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER, str(tmp_path / "store")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def test_a_second_process_gets_in_when_the_first_is_out(tmp_path, another):
    own = Turn(tmp_path / "store")
    own.take()
    assert another.stdout.readline() == "here\n"
    own.give_back()
    assert another.stdout.readline() == "in\n"


def test_a_turn_does_not_outlive_its_process(tmp_path, another):
    for said in ("here\n", "in\n"):
        assert another.stdout.readline() == said
    another.kill()
    Turn(tmp_path / "store").take()
    assert os.listdir(tmp_path) == ["store.turn"]


def test_where_there_can_be_no_file_nobody_is_held_up(tmp_path):
    own = Turn(tmp_path / "no such folder" / "store")
    own.take()
    own.give_back()
    assert not list(tmp_path.iterdir())


def test_giving_back_what_was_not_taken_is_harmless(tmp_path):
    Turn(tmp_path / "store").give_back()
    assert not list(tmp_path.iterdir())


def test_threads_that_come_and_go_open_no_more_files(tmp_path):
    for _ in range(3):
        turn_at(tmp_path / "store").take()
        turn_at(tmp_path / "store").give_back()
    held = [os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert held.count(str(tmp_path / "store.turn")) == 1
