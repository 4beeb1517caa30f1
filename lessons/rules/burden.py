"""How much of families' time a month may cost."""

from datetime import date

USUAL_CAP = 30  # minutes a month and family, until a district sets its own
LEAST, MOST = 5, 120


def month_of(day: date) -> date:
    """The first of the month, by which minutes are counted."""
    return day.replace(day=1)


def over(*, asked: int, adding: int, cap: int) -> bool:
    """Whether this letter would ask for more than the month holds."""
    return asked + adding > cap
