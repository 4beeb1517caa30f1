"""Where a class stands with one lesson of a programme. Plain Python."""

from datetime import date

HAD, LATER, DUE, OVERDUE = "had", "later", "due", "overdue"


def state(from_on: date, until_on: date, today: date, *, had: bool) -> str:
    """What was had was had, whenever it was."""
    if had:
        return HAD
    if today < from_on:
        return LATER
    return DUE if today <= until_on else OVERDUE


def fits(grade: int, *spans: tuple[int, int]) -> bool:
    """Whether a grade lies in all these spans."""
    return all(first <= grade <= last for first, last in spans)
