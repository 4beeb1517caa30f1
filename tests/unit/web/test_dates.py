"""Days as people write them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from school_safety.web import dates

FRIDAY = datetime(2026, 11, 20, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("zh-hans", FRIDAY, "11 月 20 日（周五）"),
        ("en", FRIDAY, "Fri 20 Nov"),
        ("zh-hans", date(2025, 1, 5), "2025 年 1 月 5 日（周日）"),
        ("en", date(2025, 1, 5), "Sun 5 Jan 2025"),
        ("zh-hans", None, ""),
    ],
)
def test_days(language, value, written):
    with translation.override(language), time_machine.travel(FRIDAY):
        assert dates.day(value) == written


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "11 月 20 日 09:05"), ("en", "20 Nov, 09:05")]
)
def test_moments_are_shanghai_time(language, written):
    with translation.override(language), time_machine.travel(FRIDAY):
        assert dates.moment(FRIDAY) == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("zh-hans", "2014-03", "2014 年 3 月"),
        ("en", "2014-03", "March 2014"),
        ("en", date(2015, 12, 24), "December 2015"),
        ("zh-hans", "", ""),
        ("zh-hans", None, ""),
    ],
)
def test_months(language, value, written):
    with translation.override(language):
        assert dates.month(value) == written
