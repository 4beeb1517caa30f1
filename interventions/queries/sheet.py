"""What stands on a crisis sheet: three rows, who can be asked, and what was done when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.choices import SafetyStatus, SafetyStepKind
from interventions.models import SafetyEvent, SafetyStep
from school_safety.notices.queries import staff_numbers
from school_safety.schools.models import Guardianship

from . import people


def facts(event: SafetyEvent, user: Any, at: datetime) -> dict[str, Any]:
    """Everything the page needs; a guardian on hold is nowhere in it."""
    steps = list(event.steps.select_related("person", "guardian", "by"))
    held = event.is_live and event.status != SafetyStatus.OPEN
    return {
        "event": event,
        "at": at,
        "open": event.status == SafetyStatus.OPEN,
        "held": held,
        "mine": event.holder_id == user.pk,
        "late": event.is_live and event.contacted_at is None and event.contact_by < at,
        "stays": _last(steps, SafetyStepKind.STAYS),
        "helpers": people.who_can_stay(event, user, at) if held else [],
        "family": _family(event, steps) if held else [],
        "reached": _last(steps, SafetyStepKind.CALLED),
        "lines": lines(event),
        "timeline": timeline(steps),
    }


def _last(steps: list[SafetyStep], kind: str) -> SafetyStep | None:
    found = [step for step in steps if step.kind == kind]
    return found[-1] if found else None


def _family(event: SafetyEvent, steps: list[SafetyStep]) -> list[dict[str, Any]]:
    """Guardians with full authority and no hold, in the order of the roster, with what came of it."""
    guardians = people.guardians_of(event)
    ties = Guardianship.objects.filter(student_id=event.student_id, guardian__in=guardians)
    relations = {tie.guardian_id: tie.get_relation_display() for tie in ties}
    tried = {step.guardian_id: step for step in steps if step.guardian_id}
    return [
        {
            "id": guardian.pk,
            "name": guardian.name,
            "relation": relations.get(guardian.pk, ""),
            "phone": guardian.phone,
            "tried": tried.get(guardian.pk),
        }
        for guardian in guardians
    ]


def lines(event: SafetyEvent) -> list[dict[str, str]]:
    """Numbers that always answer: the district's own duty number, police, ambulance."""
    district = event.school.district
    found = [
        {"code": "police", "number": "110", "name": _("110 报警")},
        {"code": "ambulance", "number": "120", "name": _("120 急救")},
    ]
    if district.duty_line:
        found.append({"code": "district", "number": district.duty_line, "name": _("区值班电话")})
    return found


def colleagues(event: SafetyEvent) -> dict[str, Any]:
    """For a head: who was rung, who stays, and how to ring them."""
    rung = {alert.person_id: alert.person for alert in event.alerts.select_related("person")}
    numbers = staff_numbers(rung)
    stays = event.steps.filter(kind=SafetyStepKind.STAYS).select_related("person").last()
    return {
        "rung": [{"name": p.name, "number": numbers.get(pk, "")} for pk, p in rung.items()],
        "stays": stays,
    }


def person(pk: UUID) -> Any:
    """A colleague by her id; whether she can be asked is the action's business."""
    return get_user_model().objects.filter(pk=pk).first() or get_user_model()(pk=pk)


def afterwards(event: SafetyEvent) -> dict[str, Any]:
    """For the review: the minutes that count, and what was done when."""
    steps = list(event.steps.select_related("person", "guardian", "by"))
    return {
        "to_answer": _minutes(event, event.acknowledged_at),
        "to_contact": _minutes(event, event.contacted_at),
        "timeline": timeline(steps),
    }


def _minutes(event: SafetyEvent, moment: datetime | None) -> int | None:
    return int((moment - event.opened_at).total_seconds() // 60) if moment else None


def timeline(steps: list[SafetyStep]) -> list[dict[str, Any]]:
    """What happened when, in the order of the clock."""
    return [
        {
            "when": f"{timezone.localtime(step.at):%H:%M}",
            "title": step.get_kind_display(),
            "text": _words(step),
            "state": "",
        }
        for step in steps
    ]


def _words(step: SafetyStep) -> str:
    parts = [
        step.person.name if step.person else "",
        step.guardian.name if step.guardian else "",
        str(step.get_help_display()) if step.help else "",
        step.words,
        step.by.name if step.by and step.by != step.person else "",
    ]
    return " · ".join(part for part in parts if part)
