"""Talks that a wave will ask for, week by week, beside the hours that counselors have for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from interventions.queries import people
from school_safety.schools.choices import StudentStatus
from surveys.choices import Path, WaveStatus
from surveys.models import AskSettings, Flag, InstrumentVersion, Response, Sitting, Wave
from surveys.rules import capacity
from surveys.rules.capacity import Capacity, Rates
from surveys.rules.statistics import shares

from . import forms, governing, talks

WEEK = timedelta(days=7)
ENOUGH = 100  # own answers from which on they count more than a published range


@dataclass(frozen=True)
class Expectation:
    """The share of students whom one rule picks; `local` is how many own answers say so."""

    code: str
    rates: Rates
    source: str
    local: int = 0


@dataclass(frozen=True)
class Week:
    """Talks asked for by the classes of one week, and how many can be held in a week."""

    number: int
    starts_at: datetime
    rooms: list[str]
    talks: float
    others: float


@dataclass(frozen=True)
class Load:
    """Everything the planner weighs. `verdict` as in `Plan.follow_up`; `weeks_of` per sitting."""

    students: int
    expected: Capacity
    source: str
    local: int
    counselors: int
    per_week: float
    within: int
    weeks: list[Week]
    verdict: str
    proposal: dict[UUID, int] | None


def routes(version: InstrumentVersion) -> list[dict[str, Any]]:
    """The rules that may open a talk."""
    return [rule for rule in version.scoring.get("rules", []) if rule["band"] == "flagged"]


def routed(wave: Wave) -> str:
    """The rule that opens a talk in this wave; empty where every flagged one does."""
    own = forms.version(wave.instrument_version_id).scoring.get("routing", "")
    return wave.routing or own


def expectation(wave: Wave, code: str) -> Expectation:
    """From the district's own finished waves where there are enough of them, else published."""
    version = forms.version(wave.instrument_version_id)
    n, flagged = _own(wave, code)
    if n >= ENOUGH:
        return Expectation(code, wilson(flagged, n), "", n)
    facts = version.facts.get("expected", {})
    row = facts.get("rules", {}).get(code, facts)
    rule = next((each for each in routes(version) if each["code"] == code), {})
    if "rates" in row:
        low, middle, high = row["rates"]
        return Expectation(code, (low, middle, high), row.get("source", ""))
    sens, spec = rule.get("accuracy", capacity.ORDINARY)
    return Expectation(code, capacity.flag_rates(sens, spec), rule.get("source", ""))


def _own(wave: Wave, code: str) -> tuple[int, int]:
    """How many answered this questionnaire under this rule in finished waves; how many were picked."""
    version = forms.version(wave.instrument_version_id)
    default = Q(wave__routing="") if code == version.scoring.get("routing", "") else Q(pk__in=[])
    rows = Response.objects.filter(
        default | Q(wave__routing=code),
        district_id=wave.district_id,
        wave__status=WaveStatus.CLOSED,
        wave__instrument_version__instrument_id=version.instrument_id,
        path=Path.SCREENING,
        withdrawn_at=None,
    ).exclude(wave=wave)
    flags = Flag.objects.filter(response=OuterRef("pk"))
    counted = rows.aggregate(n=Count("pk"), flagged=Count("pk", filter=Exists(flags)))
    return counted["n"], counted["flagged"]


def wilson(hits: int, n: int) -> Rates:
    """Share with its 95 % interval as low, middle, high; somebody must have been asked."""
    found = shares.wilson(hits, n)
    if found is None:
        raise ValueError("nobody was asked")
    return found.low, found.value, found.high


def load_of(wave: Wave, at: datetime, code: str | None = None) -> Load:
    """What this wave asks of the counselors, by one of its rules (its own unless named)."""
    limits = governing.settings_of(wave.district_id)
    sittings = _sittings(wave)
    found = expectation(wave, routed(wave) if code is None else code)
    rates = capacity.with_lot(found.rates, talks.share_of(wave))
    students = sum(row.heads for row in sittings)  # type: ignore[attr-defined]  # annotated
    counselors = people.counselors_of(wave.school_id, at).count()
    per_week = counselors * float(limits.talk_hours) * 60 / limits.talk_minutes
    asked = [row.heads * rates[1] for row in sittings]  # type: ignore[attr-defined]  # as above
    others = _others(wave, at)
    verdict, proposal = _verdict(wave, sittings, asked, others, per_week, limits)
    return Load(
        students=students,
        expected=capacity.expected(students, rates, limits.talk_minutes),
        source=found.source,
        local=found.local,
        counselors=counselors,
        per_week=per_week,
        within=limits.followup_weeks,
        weeks=_weeks(wave, sittings, asked, others),
        verdict=verdict,
        proposal=proposal,
    )


def _sittings(wave: Wave) -> list[Sitting]:
    active = Q(classroom__students__status=StudentStatus.ACTIVE)
    rows = wave.sittings.select_related("classroom")
    rows = rows.annotate(heads=Count("classroom__students", filter=active))
    return list(rows.order_by("opens_at", "classroom__grade", "classroom__number"))


def _week(wave: Wave, moment: datetime) -> int:
    return (moment - wave.opens_at) // WEEK


def _others(wave: Wave, at: datetime) -> list[float]:
    """What the school's other waves that are approved or open ask for in the same weeks."""
    demand = [0.0] * capacity.MOST_WEEKS
    beside = Wave.objects.filter(
        school_id=wave.school_id,
        status__in=[WaveStatus.APPROVED, WaveStatus.OPEN],
        closes_at__gt=max(at, wave.opens_at),
    ).exclude(pk=wave.pk)
    for other in beside.select_related("instrument_version__instrument"):
        rates = expectation(other, routed(other)).rates
        rate = capacity.with_lot(rates, talks.share_of(other))[1]
        for row in _sittings(other):
            week = _week(wave, row.opens_at)
            if 0 <= week < len(demand):
                demand[week] += row.heads * rate  # type: ignore[attr-defined]  # annotated
    return demand


def _verdict(
    wave: Wave,
    sittings: list[Sitting],
    talks: list[float],
    others: list[float],
    per_week: float,
    limits: AskSettings,
) -> tuple[str, dict[UUID, int] | None]:
    demand = list(others)
    for row, asked in zip(sittings, talks, strict=True):
        demand[min(_week(wave, row.opens_at), len(demand) - 1)] += asked
    if capacity.fits(demand, per_week, limits.followup_weeks):
        return "", None
    order = sorted(range(len(sittings)), key=lambda n: _place(sittings[n]))
    plan = capacity.stagger([talks[n] for n in order], per_week, limits.followup_weeks, others)
    if plan is None:
        return "capacity", None
    weeks = {sittings[n].pk: week for n, week in zip(order, plan, strict=True)}
    return "capacity_stagger", weeks


def _place(row: Sitting) -> tuple[int, int]:
    return row.classroom.grade, row.classroom.number


def _weeks(
    wave: Wave, sittings: list[Sitting], talks: list[float], others: list[float]
) -> list[Week]:
    found: dict[int, tuple[list[str], list[float]]] = {}
    for row, asked in zip(sittings, talks, strict=True):
        names, sums = found.setdefault(_week(wave, row.opens_at), ([], []))
        names.append(row.classroom.name)
        sums.append(asked)
    return [
        Week(week, wave.opens_at + week * WEEK, names, sum(sums), _beside(others, week))
        for week, (names, sums) in sorted(found.items())
    ]


def _beside(others: list[float], week: int) -> float:
    return others[week] if 0 <= week < len(others) else 0.0
