"""The district's own calendar, edited and asked."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from school_safety.clock import calendar
from school_safety.clock.choices import DayKind

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)


def test_an_edit_is_seen_at_once_and_only_by_its_own_district():
    here, there = uuid4(), uuid4()
    assert calendar.is_school_day(here, FRIDAY)
    calendar.set_day(district_id=here, day=FRIDAY, kind=DayKind.HOLIDAY, name="校运会")
    calendar.set_day(district_id=here, day=SATURDAY, kind=DayKind.MAKEUP)
    assert not calendar.is_school_day(here, FRIDAY)
    assert calendar.is_school_day(here, SATURDAY)
    assert calendar.is_school_day(there, FRIDAY)
    assert [row.day for row in calendar.days_between(here, FRIDAY, MONDAY)] == [FRIDAY, SATURDAY]
    calendar.set_day(district_id=here, day=FRIDAY, kind="")
    assert calendar.is_school_day(here, FRIDAY)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="party"):
        calendar.set_day(district_id=uuid4(), day=FRIDAY, kind="party")


def test_days_are_counted_in_chinese_time():
    start = datetime(2026, 11, 20, 18, 0, tzinfo=ZoneInfo("UTC"))  # already Saturday in Shanghai
    found = calendar.add_school_days(uuid4(), start, 0)
    assert found == datetime(2026, 11, 23, 2, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_asking_often_costs_one_query(django_assert_num_queries):
    district_id = uuid4()
    with django_assert_num_queries(1):
        assert calendar.add_school_days(district_id, datetime.now(ZoneInfo("UTC")), 10)
        assert calendar.is_school_day(district_id, MONDAY)
