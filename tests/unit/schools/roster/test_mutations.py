"""Honest files with flipped, cut and doubled bytes: a reading or a named refusal, nothing else."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from school_safety.office.sentences import PROBLEMS
from tests.factories import rosters

ROUNDS = 150


def _originals(folder: Path) -> dict[str, bytes]:
    rows = [["王二", "X1", "三年级2班", "男", "2016-01-05", "王大", "父亲", "15400000011"]] * 3
    return {
        "messy.xlsx": rosters.messy(folder / "a.xlsx").read_bytes(),
        "old.xls": rosters.OLD,
        "plain.csv": rosters.csv(folder / "a.csv", [rosters.HEADER, *rows]).read_bytes(),
        "package.zip": rosters.oneroster(folder / "o.zip").read_bytes(),
    }


def _spoiled(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    if chance.random() < 0.15:
        del spoiled[chance.randrange(len(spoiled)) :]
    if chance.random() < 0.1:
        at = chance.randrange(len(spoiled) or 1)
        spoiled[at:at] = spoiled[: chance.randrange(200)]
    return bytes(spoiled) or b"x"


@pytest.mark.parametrize("name", ["messy.xlsx", "old.xls", "plain.csv", "package.zip"])
def test_spoiled_files(tmp_path, name):
    original = _originals(tmp_path)[name]
    chance = random.Random(f"{name} 7")  # noqa: S311  (the same spoiled files every time)
    paths = []
    for count in range(ROUNDS):
        paths.append(tmp_path / f"{count}-{name}")
        paths[-1].write_bytes(_spoiled(original, chance))
    ran = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("spoiled.py"))],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[4])},
        check=False,
    )
    said = ran.stdout.split()
    assert (len(said), "Traceback (most" in ran.stderr) == (ROUNDS, False)
    assert {code for line in said for code in line.split(",")} <= {*PROBLEMS, "read"}
    assert len(set(said)) > 1
