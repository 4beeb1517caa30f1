"""Figures are frozen, attacked and published, all in one step; nobody reads them before."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import reports as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.reports import frames, measures, queries
from school_safety.reports import wave_figures as quality
from school_safety.reports.audit import Attacker, subtraction
from school_safety.reports.models import Publication, PublishedWave
from school_safety.schools.models import District
from surveys.queries import figures, wave_counts, wave_figures

ATTACKERS: tuple[Attacker, ...] = (subtraction,)


def publish(
    *,
    district: District,
    instrument: str,
    by: Any,
    at: datetime,
    attackers: Sequence[Attacker] = ATTACKERS,
) -> Publication:
    """All closed waves of this questionnaire that were not published before."""
    with transaction.atomic():
        District.objects.select_for_update().get(pk=district.pk)  # two officials, one publication
        waves = queries.unpublished(district.pk, instrument)
        if not waves:
            raise NotNow("figures_none")
        payload = _payload(waves, attackers)
        text = json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()
        made = Publication.objects.create(
            district=district,
            instrument=instrument,
            payload=payload,
            sha256=hashlib.sha256(text).hexdigest(),
            taken_at=at,
            published_by=by,
        )
        PublishedWave.objects.bulk_create(
            PublishedWave(publication=made, wave_id=each.wave.pk) for each in waves
        )
        record(
            events.FIGURES_PUBLISHED,
            by=by,
            district_id=district.pk,
            object_kind="reports.publication",
            object_id=str(made.pk),
            facts={"waves": len(waves)},
            at=at,
        )
    return made


def _payload(waves: list[figures.FinishedWave], attackers: Sequence[Attacker]) -> dict[str, Any]:
    frame = frames.results(row for each in waves for row in wave_counts(each.wave))
    if frame["n"].sum() < measures.SMALLEST:
        raise NotNow("figures_few")
    views, found = measures.protected(frames.joined(frame), attackers)
    if found:
        raise NotNow("figures_unsafe")
    schools = [
        {"school": each.school, "school_en": each.school_en, "invited": n, "done": done}
        for each, n, done in _by_school(waves)
    ]
    title = waves[0].wave.instrument_version.texts["title"]
    return {
        "schema": 1,
        "title": {"zh": title["zh-hans"], "en": title["en"]},
        "schools": len(schools),
        "since": min(each.closed_at for each in waves).date().isoformat(),
        "until": max(each.closed_at for each in waves).date().isoformat(),
        "views": {view: measures.frozen(table) for view, table in views.items()},
        "completion": measures.completion(schools),
        "quality": [_quality(each) for each in waves],
    }


def _quality(each: figures.FinishedWave) -> dict[str, Any]:
    """How well the questionnaire worked at one school, from what was frozen when its wave ended.

    Reliability and items only: no band, flag or norm of a single school is published.
    """
    found = wave_figures.kept(each.wave)
    return {
        "school": each.school,
        "school_en": each.school_en,
        "closed_on": each.closed_at.date().isoformat(),
        **quality.quality(found.figures["answers"] if found else None),
    }


def _by_school(waves: list[figures.FinishedWave]):
    """A school with several waves is one line."""
    lines: dict[str, list] = {}
    for each in waves:
        line = lines.setdefault(str(each.wave.school_id), [each, 0, 0])
        line[1] += each.invited
        line[2] += each.done
    return lines.values()
