"""When a family that has not answered is reminded, and when somebody rings up instead."""

from datetime import date, timedelta

REMINDERS = 2
# Where a letter has no deadline: days after it was sent.
PATIENCE = (timedelta(days=4), timedelta(days=8), timedelta(days=10))


def steps(sent_on: date, due_on: date | None) -> tuple[date, date, date]:
    """First reminder, second reminder, telephone: two days before the deadline, on it, after it."""
    if due_on is None:
        first, second, call = (sent_on + days for days in PATIENCE)
        return first, second, call
    first = max(sent_on + timedelta(days=1), due_on - timedelta(days=2))
    second = max(first + timedelta(days=1), due_on)
    return first, second, second + timedelta(days=1)


def next_step(kind: str, sent_on: date, due_on: date | None, reminded: int, today: date) -> str:
    """ "remind", "call" or "": a letter that only tells is never chased."""
    if kind == "info":
        return ""
    days = steps(sent_on, due_on)
    if reminded < REMINDERS:
        return "remind" if today >= days[reminded] else ""
    return "call" if today >= days[REMINDERS] else ""
