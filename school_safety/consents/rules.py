"""When an answer counts: plain Python over the newest answers of one child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from school_safety.kernel.terms import age_on


@dataclass(frozen=True)
class AgeRule:
    """Whose yes is needed from this age on; the birthday itself already counts.

    `veto`: a guardian's no stops it, whether or not her yes is needed.
    """

    since: int
    guardian: bool
    student: bool
    veto: bool = True


# Personal Information Protection Law, articles 28, 29 and 31: under 14 the guardian's own consent;
# from 14 health data needs the person's own. Schools go on asking the guardian until the child is
# of age (Civil Code, articles 17 to 19; DECISIONS 12), so that from 14 to 17 both must agree.
AGES = (
    AgeRule(0, guardian=True, student=False),
    AgeRule(14, guardian=True, student=True),
    AgeRule(18, guardian=False, student=True, veto=False),
)
# Where a district has the opinion that from 14 the pupil's own yes is enough: guardians are told.
NOTICE = AgeRule(14, guardian=False, student=True)


@dataclass(frozen=True)
class Answer:
    """The newest answer of one giver.

    `entitled` is false for guardians who may not decide; `held` is true for one under a protective
    hold, whose yes carries nothing and whose no still stops.
    """

    by_student: bool
    given: bool
    entitled: bool
    row: Any = None
    held: bool = False


def age_rule(born_on: date | None, on: date, *, notice: bool = False) -> AgeRule:
    """The row of the table for this child on this day. Without a birth date she counts as under 14:
    an adult then answers for her."""
    age = 0 if born_on is None else age_on(born_on, on)
    rule = next(rule for rule in reversed(AGES) if rule.since <= max(age, 0))
    return NOTICE if notice and rule.since == NOTICE.since else rule


def standing(answers: Iterable[Answer], rule: AgeRule) -> Any:
    """The row that carries the consent, or None. Any no of somebody who may decide stops it."""
    guardian = student = None
    for answer in answers:
        if answer.by_student:
            if not answer.given:
                return None
            student = answer.row
        elif answer.entitled and rule.veto:
            if not answer.given:
                return None
            guardian = guardian or (None if answer.held else answer.row)
    if rule.student and student is None:
        return None
    return guardian if rule.guardian else student
