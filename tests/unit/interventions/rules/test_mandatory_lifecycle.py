"""A report waits until it was told; nobody alone can make it go away."""

from datetime import UTC, datetime, timedelta

import pytest

from interventions.rules.mandatory_lifecycle import LIFECYCLE, is_quiet, may_follow

AT = datetime(2026, 9, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        ("due", "made", True),
        ("due", "doubted", True),
        ("due", "unneeded", False),
        ("doubted", "made", True),
        ("doubted", "due", True),
        ("doubted", "unneeded", True),
        ("unneeded", "made", True),
        ("made", "due", False),
        ("made", "unneeded", False),
    ],
)
def test_may_follow(old, new, may) -> None:
    assert may_follow(old, new) is may


@pytest.mark.parametrize(
    ("opened", "nudged", "quiet"),
    [(59, None, False), (60, None, True), (600, 719, False), (600, 720, True)],
)
def test_is_quiet(opened, nudged, quiet) -> None:
    last = AT - timedelta(minutes=nudged) if nudged is not None else None
    assert is_quiet(AT - timedelta(minutes=opened), last, AT) is quiet


def test_only_what_was_told_ends_for_good() -> None:
    assert [code for code, state in LIFECYCLE.items() if not state.moves] == ["made"]
