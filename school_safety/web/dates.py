"""Days and moments as people write them: 11 月 21 日（周五）, 11 月 21 日 09:40."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language

WEEK = "一二三四五六日"


def day(value: date | datetime | None) -> str:
    """The day with its weekday; the year only when it is another one."""
    if value is None:
        return ""
    local = _local(value)
    if get_language() == "en":
        return f"{WEEKDAYS_ABBR[local.weekday()]} {_english(local)}"
    return f"{_chinese(local)}（周{WEEK[local.weekday()]}）"


def short(value: date | datetime) -> str:
    """The day alone, for narrow columns: 11 月 21 日, 21 Nov."""
    local = _local(value)
    return _english(local) if get_language() == "en" else _chinese(local)


def month(value: date | str | None) -> str:
    """A month of some year: 2014 年 3 月, March 2014."""
    if not value:
        return ""
    whole = date.fromisoformat(f"{value}-01") if isinstance(value, str) else value
    if get_language() == "en":
        return f"{MONTHS[whole.month]} {whole.year}"
    return f"{whole.year} 年 {whole.month} 月"


def weekday(value: date | datetime) -> str:
    """周五, Friday."""
    local = _local(value)
    if get_language() == "en":
        return str(WEEKDAYS[local.weekday()])
    return f"周{WEEK[local.weekday()]}"


def moment(value: datetime | None) -> str:
    """Day and time, 24 hours, Shanghai."""
    if value is None:
        return ""
    local = _local(value)
    words = _english(local) + "," if get_language() == "en" else _chinese(local)
    return f"{words} {local:%H:%M}"


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _chinese(value: date) -> str:
    year = "" if value.year == timezone.localdate().year else f"{value.year} 年 "
    return f"{year}{value.month} 月 {value.day} 日"


def _english(value: date) -> str:
    year = "" if value.year == timezone.localdate().year else f" {value.year}"
    return f"{value.day} {MONTHS_3[value.month].capitalize()}{year}"
