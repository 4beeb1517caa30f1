"""Reading what is published, and what could be."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import District
from surveys.queries import figures

from .models import CoverageMap, Publication, PublishedWave, QuizGrowth


def publications(user: Any) -> QuerySet[Publication]:
    """What this person's district has published, newest first."""
    rows = Publication.objects.select_related("district")
    return policy.visible(user, Permission.FIGURES_DISTRICT, rows)


def publication(user: Any, pk: UUID) -> Publication:
    """One of them, or Absent."""
    rows = Publication.objects.select_related("district")
    return policy.get(user, Permission.FIGURES_DISTRICT, rows, pk=pk)


def districts_to_publish(user: Any) -> QuerySet[District]:
    """Where this person may freeze figures."""
    units = policy.units(user, Permission.FIGURES_PUBLISH)
    return District.objects.filter(pk__in=units.districts)


def newest_map(user: Any) -> CoverageMap | None:
    """The last map that this person's district has frozen."""
    rows = CoverageMap.objects.select_related("district")
    return policy.visible(user, Permission.FIGURES_DISTRICT, rows).first()


def newest_growth(user: Any) -> QuizGrowth | None:
    """The last figures of what classes have gained that this person's district has frozen."""
    rows = QuizGrowth.objects.select_related("district")
    return policy.visible(user, Permission.QUIZ_FIGURES, rows).first()


def unpublished(district_id: UUID, instrument: str = "") -> list[figures.FinishedWave]:
    """Closed waves that are in no publication yet; a form without cut-offs has nothing to publish."""
    done = PublishedWave.objects.filter(publication__district_id=district_id)
    found = figures.finished_waves(
        district_id, instrument=instrument, without=done.values_list("wave_id", flat=True)
    )
    return [each for each in found if each.wave.instrument_version.scoring.get("rules")]


def progress(user: Any) -> list[dict[str, Any]]:
    """How far the classes of this person's schools have come: counts of sheets, nothing else."""
    return figures.class_progress(policy.units(user, Permission.FIGURES_SCHOOL).schools)


@dataclass(frozen=True)
class Ready:
    """What one publication would hold: a questionnaire, its schools; no figure of any kind."""

    instrument: str
    title: str
    schools: list[str]


def ready(district_id: UUID, language: str) -> list[Ready]:
    """Questionnaires with closed waves that wait to be published."""
    made = []
    for code, waves in groupby(unpublished(district_id), key=lambda each: each.instrument):
        rows = list(waves)
        title = rows[0].wave.instrument_version.texts["title"]
        names = {each.school_en if language == "en" else each.school for each in rows}
        made.append(Ready(code, title.get(language) or title["zh-hans"], sorted(names)))
    return made
