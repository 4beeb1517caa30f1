"""A version as the rules see it. Versions never change, so a parsed one is kept."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import InstrumentKind, VersionState
from surveys.models import InstrumentVersion, Wave
from surveys.rules.definition import Definition
from surveys.rules.form import Form, parse

QUIET = "quiet"


@lru_cache(maxsize=256)
def version(version_id: UUID) -> InstrumentVersion:
    """A version with its texts, once per process."""
    return InstrumentVersion.objects.select_related("instrument").get(pk=version_id)


@lru_cache(maxsize=256)
def form(version_id: UUID) -> Form:
    """Its items and scoring."""
    found = version(version_id)
    return parse(found.questions, found.scoring)


@lru_cache(maxsize=256)
def of_wave(wave_id: UUID) -> InstrumentVersion:
    """The version that a wave asks; it stays the same once the wave is open."""
    return version(Wave.objects.values_list("instrument_version_id", flat=True).get(pk=wave_id))


def quiet(beside: UUID) -> InstrumentVersion:
    """The newest version of the quiet task, as it is done beside this questionnaire.

    Only where the one can end after its first questions, the other can too: whoever hands in early
    may have been at either.
    """
    return _quiet(form(beside).filter_place is not None)


@lru_cache(maxsize=2)
def _quiet(may_end: bool) -> InstrumentVersion:
    rows = InstrumentVersion.objects.filter(instrument__code=QUIET, instrument__district=None)
    found = rows.order_by("-number").select_related("instrument")[0]
    if not may_end:
        found.questions = [row for row in found.questions if not row.get("skip_when")]
    return found


def newest(code: str) -> InstrumentVersion:
    """The newest version of a shipped questionnaire."""
    rows = InstrumentVersion.objects.filter(instrument__code=code, instrument__district=None)
    return rows.select_related("instrument").order_by("-number")[0]


def by_code(code: str, district: str = "") -> list[InstrumentVersion]:
    """The newest version of each questionnaire with this code; the shipped one stands for all."""
    rows = InstrumentVersion.objects.filter(instrument__code=code)
    if district:
        rows = rows.filter(instrument__district__code=district)
    elif rows.filter(instrument__district=None).exists():
        rows = rows.filter(instrument__district=None)
    found: dict[UUID, InstrumentVersion] = {}
    for row in rows.select_related("instrument__district").order_by("-number"):
        found.setdefault(row.instrument_id, row)
    return list(found.values())


def selectable(user: Any) -> QuerySet[InstrumentVersion]:
    """Questionnaires this planner may choose: shipped or the district's own, once published."""
    districts = policy.units(user, Permission.INSTRUMENT_READ).districts
    return (
        InstrumentVersion.objects.filter(
            Q(instrument__district=None) | Q(instrument__district_id__in=districts),
            instrument__kind=InstrumentKind.SCREENING,
            state=VersionState.PUBLISHED,
        )
        .select_related("instrument")
        .order_by("instrument__code", "-number")
    )


def words(texts: dict[str, str], language: str) -> str:
    """One text in the reader's language; Chinese where a language is missing."""
    return texts.get(language) or texts["zh-hans"]


def definition_of(version: InstrumentVersion) -> Definition:
    """A version as the rules know it."""
    return Definition(
        code=version.instrument.code,
        number=version.number,
        kind=version.instrument.kind,
        texts=version.texts,
        questions=version.questions,
        scoring=version.scoring,
        facts=version.facts,
    )
