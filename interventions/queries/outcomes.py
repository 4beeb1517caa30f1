"""What became of signals, as counts and lists without anybody in them: for the page of figures, and
for whoever asks how often a level that a questionnaire suggested was confirmed by a person.

Counts only leave this file. Who may read them, and from how many on, is decided above.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q
from django.utils import timezone

from interventions.choices import (
    Attitude,
    CloseOutcome,
    DecisionKind,
    Finding,
    Giver,
    Level,
    Source,
)
from interventions.models import (
    Assessment,
    Case,
    Decision,
    Feedback,
    GuardianContact,
    Note,
    WeeklyCheck,
)
from interventions.rules.triage import due
from school_safety.clock import calendar

Pair = tuple[float, float]
CONFIRMED, DISMISSED, WAITING = "confirmed", "dismissed", "waiting"


@dataclass
class Outcomes:
    """`hours` from signal to first contact and how many of `talked` were in time, by level."""

    signals: int = 0
    talked: int = 0
    confirmed: int = 0
    helped: int = 0
    dismissed: int = 0
    declined: int = 0
    hours: dict[int, list[float]] = field(default_factory=dict)
    in_time: dict[int, int] = field(default_factory=dict)


def outcomes(school_ids: Iterable[UUID], since: datetime) -> Outcomes:
    """Cases of these schools that were opened since then."""
    rows = list(_cases(school_ids, since).annotate(first=_first_contact()))
    ids = [row.pk for row in rows]
    decided = _decided(ids)
    declined = set(
        GuardianContact.objects.filter(case_id__in=ids, attitude=Attitude.DECLINES).values_list(
            "case_id", flat=True
        )
    )
    found = Outcomes(
        signals=len(rows),
        talked=sum(row.first is not None for row in rows),
        confirmed=sum(CONFIRMED in decided[pk] for pk in ids),
        helped=sum(hasattr(row, "plan") for row in rows),
        dismissed=sum(decided[pk] == {DISMISSED} for pk in ids),
        declined=sum(
            row.pk in declined or row.outcome == CloseOutcome.FAMILY_DECLINED for row in rows
        ),
    )
    for level in Level.values:
        met = [row for row in rows if row.suggested_level == level and row.first is not None]
        found.hours[level] = [
            max((row.first - row.opened_at).total_seconds(), 0) / 3600 for row in met
        ]
        found.in_time[level] = sum(row.first <= _due(row) for row in met)
    return found


def _cases(school_ids: Iterable[UUID], since: datetime) -> Any:
    rows = Case.objects.filter(school_id__in=list(school_ids), opened_at__gte=since)
    return rows.select_related("plan").order_by("opened_at", "pk")


def _first_contact() -> Min:
    return Min("notes__happened_at", filter=Q(notes__held=True))


def _due(case: Case) -> datetime:
    school_on = calendar.of(case.district_id).is_school_day
    return due(case.suggested_level, timezone.localtime(case.opened_at), school_on)


def _decided(case_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """What a person decided about each: confirmed, dismissed, or nothing yet."""
    words = {DecisionKind.CONFIRMED: CONFIRMED, DecisionKind.DISMISSED: DISMISSED}
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Decision.objects.filter(case_id__in=list(case_ids), kind__in=words)
    for case_id, kind in rows.values_list("case_id", "kind"):
        found[case_id].add(words[DecisionKind(kind)])
    return found


def confirmed_by_level(school_ids: Iterable[UUID], since: datetime) -> dict[int, dict[str, int]]:
    """For each level that a questionnaire suggested: confirmed by a person, not, or not yet.

    The asking side reads this to see how good its thresholds are; it holds no child and no case.
    """
    rows = Case.objects.filter(
        school_id__in=list(school_ids),
        opened_at__gte=since,
        evidence__source=Source.SCREENING,
        evidence__detached_at=None,
    ).distinct()
    levels = dict(rows.values_list("pk", "suggested_level"))
    decided = _decided(levels)
    counted = {level: dict.fromkeys((CONFIRMED, DISMISSED, WAITING), 0) for level in Level.values}
    for pk, level in levels.items():
        word = next((each for each in (CONFIRMED, DISMISSED) if each in decided[pk]), WAITING)
        counted[level][word] += 1
    return counted


def since(days: Mapping[UUID, datetime]) -> dict[UUID, str]:
    """Per case: confirmed, dismissed or waiting, by what a person decided from that moment on."""
    words = {DecisionKind.CONFIRMED: CONFIRMED, DecisionKind.DISMISSED: DISMISSED}
    found = dict.fromkeys(days, WAITING)
    rows = Decision.objects.filter(case_id__in=list(days), kind__in=words).order_by("decided_at")
    for case_id, kind, at in rows.values_list("case_id", "kind", "decided_at"):
        if at >= days[case_id] and found[case_id] != CONFIRMED:
            found[case_id] = words[DecisionKind(kind)]
    return found


def findings(days: Mapping[UUID, datetime]) -> dict[UUID, str]:
    """Per case what the talk showed, by what a person decided from that moment on; empty where nobody
    has. A decision from before findings were asked keeps its meaning: confirmed, or not."""
    kinds = {
        DecisionKind.CONFIRMED: Finding.CONFIRMED.value,
        DecisionKind.DISMISSED: Finding.NOT_CONFIRMED.value,
    }
    found = dict.fromkeys(days, "")
    rows = Decision.objects.filter(case_id__in=list(days), kind__in=kinds).order_by("decided_at")
    for case_id, kind, finding, at in rows.values_list("case_id", "kind", "finding", "decided_at"):
        if at >= days[case_id] and found[case_id] != Finding.CONFIRMED:
            found[case_id] = finding or kinds[DecisionKind(kind)]
    return found


def talked(days: Mapping[UUID, datetime]) -> set[UUID]:
    """The cases in which a contact took place from that moment on."""
    rows = Note.objects.filter(case_id__in=list(days), held=True)
    return {
        case_id for case_id, at in rows.values_list("case_id", "happened_at") if at >= days[case_id]
    }


def burdens(school_ids: Iterable[UUID], since: datetime) -> list[Pair]:
    """First and last time the parts of life were looked at: the sum over parts rated both times."""
    by_case: dict[UUID, list[dict[str, int]]] = defaultdict(list)
    rows = Assessment.objects.filter(case__in=_cases(school_ids, since)).order_by("made_at", "pk")
    for row in rows.prefetch_related("ratings"):
        by_case[row.case_id].append({each.domain: each.burden for each in row.ratings.all()})
    return [
        (sum(first[part] for part in both), sum(last[part] for part in both))
        for first, last in ((each[0], each[-1]) for each in by_case.values() if len(each) > 1)
        if (both := first.keys() & last.keys())
    ]


def weeks(school_ids: Iterable[UUID], since: datetime) -> list[Pair]:
    """The weekly check of the child, first and last; 0 to 6, more is better."""
    by_case: dict[UUID, list[int]] = defaultdict(list)
    rows = WeeklyCheck.objects.filter(case__in=_cases(school_ids, since), giver=Giver.STUDENT)
    for case_id, score in rows.order_by("week_of", "pk").values_list("case_id", "score"):
        by_case[case_id].append(score)
    return [(each[0], each[-1]) for each in by_case.values() if len(each) > 1]


def helped_students(school_ids: Iterable[UUID], since: datetime) -> dict[UUID, datetime]:
    """Children with a plan and the day it was made, for measures that lie upstairs."""
    rows = _cases(school_ids, since).exclude(plan=None)
    return dict(rows.values_list("student_id", "plan__made_at"))


def feedback(school_ids: Iterable[UUID], since: datetime) -> dict[str, Counter[int]]:
    """Answers to the three questions after an end: item -> answer -> how many."""
    rows = Feedback.objects.filter(school_id__in=list(school_ids), month__gte=since.date())
    found: dict[str, Counter[int]] = {"heard": Counter(), "helped": Counter(), "again": Counter()}
    for row in rows:
        for item, counted in found.items():
            counted[getattr(row, item)] += 1
    return found
