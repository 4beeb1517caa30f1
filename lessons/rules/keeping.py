"""How long it is known which family came to an evening: to the end of the school year and six months."""

from datetime import date

from school_safety.kernel.terms import FIRST_MONTH

MARCH = 3  # a school year ends on 31 August; six months later it is the first of March


def erased_before(today: date) -> date:
    """Of what was held before this day, only the head count stays."""
    return date(today.year - (1 if today.month >= MARCH else 2), FIRST_MONTH, 1)
