"""What an event's HMAC covers: everything."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from school_safety.audit import marks, ranges
from school_safety.audit.models import AuditEvent

SECRET = b"s" * 32


def event(**changed) -> AuditEvent:
    values = {
        "key": uuid4(),
        "at": datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC),
        "event": "access.record.read",
        "district_id": uuid4(),
        "facts": {"a": 1, "b": ["x"]},
    }
    return AuditEvent(**(values | changed))


@pytest.mark.parametrize(
    "column", [f.name for f in AuditEvent._meta.fields if f.name not in {"sequence", "mark"}]
)
def test_a_change_in_any_column_changes_the_mark(column):
    row = event()
    before = marks.mark_of(row, SECRET)
    changed = {"at": row.at + timedelta(microseconds=1), "facts": {"a": 2}}.get(column, uuid4())
    setattr(row, column, changed)
    assert marks.mark_of(row, SECRET) != before


def test_a_value_moved_to_the_next_column_changes_the_mark():
    row = event(school_id=None, student_id=uuid4())
    before = marks.mark_of(row, SECRET)
    row.school_id, row.student_id = row.student_id, None
    assert marks.mark_of(row, SECRET) != before


def test_the_same_moment_in_another_time_zone_is_the_same_mark():
    row = event()
    before = marks.mark_of(row, SECRET)
    row.at = row.at.astimezone(timezone(timedelta(hours=8)))
    assert marks.mark_of(row, SECRET) == before
    assert marks.mark_of(row, b"t" * 32) != before


@pytest.mark.parametrize("numbers", [[], [1], [1, 2, 3], [1, 3, 4, 9], [7, 8, 10]])
def test_ranges_come_back(numbers):
    assert list(ranges.unpack(ranges.pack(numbers))) == numbers
