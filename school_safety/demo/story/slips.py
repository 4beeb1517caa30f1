"""Two access slips of the demo: one waits for the lead, one was used up. None is live."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from interventions.actions import slips

from .told import Story

REASONS = (
    "张老师明天外出培训，托我看一下这位同学上次约好的事。",
    "家长来电话问支持方案，我代班接待，需要先看过。",
)


def tell(story: Story) -> None:
    """The counselor who is not on the case asks."""
    owner, asker = story.users["co2_s1"], story.users["co_s1"]
    cases = list(story.schools["S1"].cases.filter(owner=owner, closed_at=None).order_by("number"))
    if len(cases) < 2:
        return
    used = _ask(story, cases[0], asker, "handover", REASONS[0], story.now - timedelta(days=2))
    slips.approve_slip(
        slip=used, by=story.users["lead_s1"], at=used.asked_at + timedelta(minutes=25)
    )
    slips.expire_slips(at=story.now - timedelta(days=1))
    _ask(story, cases[1], asker, "cover", REASONS[1], story.now - timedelta(hours=1))


def _ask(story: Story, case: Any, asker: Any, kind: str, text: str, at: Any) -> Any:
    student = case.student
    reason = story.canaries.mark(text, level="S4", student=student, school=student.school)
    slip = slips.ask_slip(student=student, kind=kind, reason=reason, hours=4, by=asker, at=at)
    url = reverse("interventions:access_slip_show", args=[slip.pk])
    story.note("access_slip", slip, url=url, student=student)
    return slip
