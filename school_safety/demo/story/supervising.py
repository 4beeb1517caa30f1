"""The lead's work: a supervision talk three weeks ago, and days of absence that begin next week."""

from datetime import timedelta

from django.utils import timezone

from interventions.actions.covering import write_absence
from interventions.actions.supervising import record_supervision

from .told import Story

STEPS = "两份过了期限的，这周五以前各见一次；家长那边由负责人陪着打电话。"
TALK_DAYS_AGO, AWAY_IN_DAYS, AWAY_DAYS = 20, 7, 2


def tell(story: Story) -> None:
    """In the first school, between its lead and one of its counselors."""
    school, lead, person = (
        story.schools["S1"], story.users["lead_s1"], story.users["co2_s1"],
    )  # fmt: skip
    at = story.now - timedelta(days=TALK_DAYS_AGO)
    cases = list(school.cases.filter(owner=person, closed_at=None).order_by("number")[:3])
    talk = record_supervision(
        school=school,
        counselor=person,
        held_on=timezone.localdate(at),
        cases=cases,
        steps=story.canaries.mark(STEPS, level="S4", school=school),
        by=lead,
        at=at,
    )
    story.note("supervision_talk", talk)
    first = timezone.localdate(story.now) + timedelta(days=AWAY_IN_DAYS)
    absence = write_absence(
        person=person,
        cover=story.users["co_s1"],
        first_on=first,
        last_on=first + timedelta(days=AWAY_DAYS),
        by=person,
        at=story.now,
    )
    story.note("absence", absence)
