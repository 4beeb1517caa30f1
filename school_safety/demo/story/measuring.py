"""Looking again: an assessment after the first talks and one later, three taps every Friday."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from interventions.actions import measuring
from interventions.choices import CheckItem, Domain, Giver

from . import words

if TYPE_CHECKING:
    from .helping import Course


def assess(course: "Course", *, better: bool = False) -> None:
    """Seven parts of life; the second time some of them are lighter."""
    dice = _dice(course, "assess")
    ratings = {domain: dice.choice([0, 1, 2, 2, 3]) for domain in Domain.values}
    if better:
        ratings = {
            domain: max(value - dice.choice([0, 1, 1]), 0) for domain, value in ratings.items()
        }
    row = measuring.assess(
        case=course.case,
        ratings=ratings,
        note=course.pick(words.ASSESSMENTS),
        by=course.owner,
        at=course.story.now - timedelta(days=2) if better else course.tick(),
    )
    course.story.note("assessment", row, student=course.case.student)


def tap(course: "Course", plan: Any) -> None:
    """Every Friday evening of the plan that has passed, by whoever has an account."""
    dice = _dice(course, "tap")
    student = course.case.student
    link = student.guardianships.filter(authority="full", held_at=None)
    link = link.select_related("guardian__user").order_by("order").first()
    givers = [(Giver.STUDENT, student.user), (Giver.GUARDIAN, link and link.guardian.user)]
    for number, evening in enumerate(_fridays(plan.starts_on, course.story.now)):
        for giver, person in givers:
            if person is None or evening <= plan.family_shared_at:
                continue
            row = measuring.answer_check(
                plan=plan,
                giver=giver,
                answers={item: min(dice.choice([0, 1, 1]) + number // 3, 2) for item in CheckItem},
                by=person,
                at=evening,
            )
            course.story.note("weekly_check", row, student=student)


def _fridays(first: date, now: datetime) -> list[datetime]:
    day = first + timedelta(days=(4 - first.weekday()) % 7)
    evenings = []
    while (evening := datetime.combine(day, time(18), timezone.get_current_timezone())) <= now:
        evenings.append(evening)
        day += timedelta(days=7)
    return evenings[:6]


def _dice(course: "Course", use: str) -> Random:
    """Its own dice, so that nothing else in the story falls differently."""
    return Random(f"{use}:{course.code}:{course.case.number}")  # noqa: S311  (a story, not a secret)
