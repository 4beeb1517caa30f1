"""What would cross to a provider if a referral were sent now: read once, kept in the packet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from interventions.choices import PacketField
from interventions.models import Case, Packet, Referral
from interventions.rules.packing import grade_band, without_identity
from school_safety.schools.models import Student

from . import people


def preview(case: Case, *, needs: Sequence[str]) -> dict[str, object]:
    """Enough to say whether there is a place, too little to say for whom."""
    classroom = case.student.classroom
    return without_identity(
        {
            "grade_band": grade_band(classroom.grade if classroom else None),
            "needs": list(needs),
        }
    )


def body(referral: Referral, packet: Packet, at: datetime) -> dict[str, Any]:
    """Each chosen field with its value; nothing that was not chosen is even read."""
    readers = {
        PacketField.NAME: lambda: referral.student.name,
        PacketField.BIRTH: lambda: _birth_month(referral.student),
        PacketField.CLASS: lambda: _class_line(referral.student),
        PacketField.GUARDIAN: lambda: _guardian_line(referral.student),
        PacketField.CONCERN: lambda: packet.body.get("concern", ""),
        PacketField.TALKS: lambda: packet.body.get("talks", ""),
        PacketField.PLAN: lambda: _plan_lines(referral.case),
        PacketField.SIGNALS: lambda: _signal_lines(referral.case),
    }
    return {code: readers[PacketField(code)]() for code in packet.fields}


def _birth_month(student: Student) -> str:
    return student.born_on.strftime("%Y-%m") if student.born_on else ""


def _class_line(student: Student) -> str:
    school = student.school.name
    return f"{school} {student.classroom.name}" if student.classroom else school


def _guardian_line(student: Student) -> str:
    first = next(iter(people.guardians_to_tell(student)), None)
    return f"{first.name} {first.phone}" if first else ""


def _plan_lines(case: Case) -> list[str]:
    plan = getattr(case, "plan", None)
    if plan is None:
        return []
    return [goal.text for goal in plan.goals.filter(dropped_at=None)]


def _signal_lines(case: Case) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = []
    for row in case.evidence.filter(source="screening", frozen_at=None):
        lines += row.body.get("lines", [])
    return lines
