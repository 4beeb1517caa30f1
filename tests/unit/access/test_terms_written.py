"""What the how-to tells schools about sign-ins is what the code does."""

import re
from pathlib import Path

from school_safety.access.step_up import WINDOW
from school_safety.access.terms import GUARDIAN, HOUR, MINUTE, STAFF, STUDENT
from school_safety.limits.table import DAY, TABLE

PAGE = Path("school_safety/docs/how-to/signing-in.md").read_text(encoding="utf-8")
UNIT = {"minute": MINUTE, "minutes": MINUTE, "hour": HOUR, "hours": HOUR, "day": DAY}


def row(name: str) -> list[str]:
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def seconds(text: str) -> int:
    number, unit = text.split()
    return int(number) * UNIT[unit]


def rates(text: str) -> list[tuple[int, int]]:
    found = re.findall(r"(\d+) (?:in (\d+)|an?) (minutes?|hour|day)", text)
    return [(int(times), int(number or 1) * UNIT[unit]) for times, number, unit in found]


def test_how_long_a_sign_in_lasts() -> None:
    for name, terms in (("staff", STAFF), ("guardians", GUARDIAN), ("students", STUDENT)):
        assert [seconds(cell) for cell in row(name)] == [terms.idle, terms.absolute]
    assert f"in the last {WINDOW // MINUTE} minutes" in PAGE


def test_how_often_something_may_be_tried() -> None:
    for name, action in (
        ("wrong password", "password.wrong"),
        ("wrong figures or recovery code", "factor.wrong"),
        ("wrong printed code", "code.wrong"),
        ("asking for a code by message", "code.ask"),
    ):
        limit = TABLE[action]
        for cell, said in zip(row(name), (limit.key, limit.address), strict=True):
            assert rates(cell) == [(rate.times, rate.seconds) for rate in said]
    hour, day = TABLE["record.read"].key
    assert f"{hour.times} records in an hour, or {day.times} in a day" in PAGE
