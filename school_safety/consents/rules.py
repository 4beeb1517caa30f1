"""When an answer counts: plain Python over the newest answers of one child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from school_safety.kernel.terms import age_on

# PIPL article 31: under 14 the guardian decides alone; from 14 the student's own answer is needed
# too (the district may switch, DECISIONS 12; the default asks both).
OWN_CONSENT_AGE = 14


@dataclass(frozen=True)
class Answer:
    """The newest answer of one giver: `entitled` is false for guardians who may not decide."""

    by_student: bool
    given: bool
    entitled: bool
    row: Any = None


def needs_own_answer(born_on: date | None, on: date) -> bool:
    """Whether the student's own answer is needed; an unknown birthday asks for it when in doubt: no.

    Without a birth date the child counts as under 14: the guardian's answer is then what is needed.
    """
    if born_on is None:
        return False
    return age_on(born_on, on) >= OWN_CONSENT_AGE


def standing(answers: Iterable[Answer], *, own_needed: bool) -> Any:
    """The guardian's row that carries the consent, or None. Any refusal stops it."""
    carrier = None
    own_given = not own_needed
    for answer in answers:
        if answer.by_student:
            if not answer.given:
                return None
            own_given = True
        elif answer.entitled:
            if not answer.given:
                return None
            carrier = carrier or answer.row
    return carrier if own_given else None
