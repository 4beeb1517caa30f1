"""A questionnaire to look at: every question with its options, in order, nothing to fill in."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Student
from surveys.choices import WaveStatus
from surveys.models import InstrumentVersion, Wave

from . import forms, noticing


@dataclass(frozen=True)
class Specimen:
    """What families and planners read; `rights` says whose words these are."""

    title: str
    about: str
    label: str
    rights: str
    minutes: int
    questions: list[dict[str, Any]]


def specimen(version: InstrumentVersion, language: str) -> Specimen:
    """One version as it will be asked."""
    return Specimen(
        title=forms.words(version.texts["title"], language),
        about=forms.words(version.texts["about"], language),
        label=forms.words(version.texts["label"], language),
        rights=version.facts.get("rights", ""),
        minutes=version.facts["minutes"],
        questions=[_question(version, row, language) for row in version.questions],
    )


def _question(version: InstrumentVersion, row: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "lead": forms.words(row.get("lead") or version.texts["lead"], language),
        "text": forms.words(row["text"], language),
        "hint": forms.words(row["hint"], language) if "hint" in row else "",
        "options": [forms.words(option["label"], language) for option in row["options"]],
        "last": _skipping(row, language),
    }


def _skipping(row: dict[str, Any], language: str) -> str:
    """The answers after which nothing else is asked."""
    rows = [option for option in row["options"] if option["code"] in row.get("skip_when", ())]
    return "、".join(forms.words(option["label"], language) for option in rows)


def for_families(user: Any, on: date) -> QuerySet[Wave]:
    """Waves of one's children's classes, from the day of the consent letter to the end.

    Only for a guardian who may decide; for anybody else, and on a hold, there is none.
    """
    if getattr(user, "guardian", None) is None:
        return Wave.objects.none()
    children = policy.visible(
        user, Permission.CONSENT_ANSWER, Student.objects.filter(status=StudentStatus.ACTIVE)
    )
    classes = children.values("classroom_id")
    rows = Wave.objects.filter(noticing.reaching(classes, on), sittings__classroom__in=classes)
    rows = rows.exclude(status=WaveStatus.CLOSED).distinct()
    return rows.select_related("school", "instrument_version").order_by("opens_at", "pk")


def for_family(user: Any, wave_id: UUID, on: date) -> Wave:
    """One of them, or Absent."""
    found = for_families(user, on).filter(pk=wave_id).first()
    if found is None:
        raise Absent
    return found
