"""By which ways and when: a table."""

from datetime import datetime

import pytest

from school_safety.notices import rules

ALL = {"wecom", "email", "sms"}


@pytest.mark.parametrize(
    ("chosen", "reachable", "urgent", "found"),
    [
        ("auto", set(), False, []),
        ("auto", {"sms"}, False, ["sms"]),
        ("auto", ALL, False, ["wecom"]),
        ("auto", {"email", "sms"}, False, ["email"]),
        ("sms", ALL, False, ["sms"]),
        ("wecom", {"sms"}, False, ["sms"]),  # her way is closed: the next best, not silence
        ("paper", ALL, False, ["paper"]),
        ("paper", ALL, True, ["wecom", "email", "sms"]),
        ("email", ALL, True, ["wecom", "email", "sms"]),
    ],
)
def test_ways(chosen, reachable, urgent, found):
    assert rules.ways(chosen=chosen, reachable=reachable, urgent=urgent) == found


@pytest.mark.parametrize(
    ("tried", "reachable", "found"),
    [
        ({"email"}, ALL, "wecom"),
        ({"email", "inbox"}, {"email", "sms"}, "sms"),
        ({"email", "sms"}, {"email", "sms"}, "paper"),
        ({"email", "sms", "paper"}, {"email", "sms"}, ""),
    ],
)
def test_after_a_way_has_failed(tried, reachable, found):
    assert rules.next_way(tried=tried, reachable=reachable) == found


@pytest.mark.parametrize(
    ("quiet", "at", "moved"),
    [
        ("night", "23 21:59", "23 21:59"),
        ("night", "23 22:00", "24 07:00"),
        ("night", "23 06:59", "23 07:00"),
        ("night", "23 07:00", "23 07:00"),
        ("evening", "23 20:30", "24 07:00"),
        ("never", "23 03:00", "23 03:00"),
    ],
)
def test_quiet_hours(quiet, at, moved):
    day = "2026-11-{}".format
    assert rules.not_before(datetime.fromisoformat(day(at)), quiet) == datetime.fromisoformat(
        day(moved)
    )


@pytest.mark.parametrize(
    ("rhythm", "urgent", "today", "waits"),
    [
        ("at_once", False, 4, False),
        ("at_once", False, 5, True),
        ("daily", False, 0, True),
        ("daily", True, 99, False),
    ],
)
def test_digest(rhythm, urgent, today, waits):
    assert rules.in_digest(rhythm=rhythm, urgent=urgent, today=today) is waits
