"""School-year arithmetic: a Chinese school year begins on 1 September."""

from datetime import date

FIRST_MONTH = 9


def school_year(on: date) -> int:
    """The calendar year in which the school year that contains `on` began."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def school_year_ends(on: date) -> date:
    """The last day (31 August) of the school year that contains `on`."""
    return date(school_year(on) + 1, 8, 31)


def age_on(born: date, on: date) -> int:
    """Whole years of age on that day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
