"""The same questionnaire answered before by the same child: is the difference more than noise?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from school_safety.access import policy
from school_safety.access.permissions import Permission
from surveys.choices import Band, Path
from surveys.models import Response, WaveStatistics
from surveys.rules.statistics import change

from .statistic_words import point

UNREADABLE = (Band.INCOMPLETE, Band.NOT_APPLICABLE)
LEAST = 30  # answer sheets behind a reliability
LOOKED_AT = 20  # finished waves of the district, newest first


@dataclass(frozen=True)
class Yardstick:
    """Reliability and spread of the score, and where they were measured; `source` as in `change`."""

    reliability: float
    spread: float
    n: int
    title: str
    source: str = "alpha"


def since_last(user: Any, response: Response, *, at: datetime) -> str:
    """One sentence about the change; empty where there is nothing earlier that she may read."""
    before = _earlier(user, response, at)
    if before is None:
        return ""
    facts: dict[str, Any] = {"before": before.score, "after": response.score}
    measured = yardstick(_frozen(response))
    found = measured and change.judged(
        float(before.score or 0),
        float(response.score or 0),
        spread=measured.spread,
        reliability=measured.reliability,
        source=measured.source,
    )
    if not found or not measured:
        text = _(
            "上次 %(before)s，这次 %(after)s。还没有在本地量过这份问卷的信度，看不出是不是真的变了。"
        )
        return text % facts
    facts |= {
        "needed": f"{found.needed:.1f}",
        "rci": f"{found.index:+.1f}",
        "alpha": point(measured.reliability),
        "icc": point(measured.reliability),
        "wave": measured.title,
        "n": measured.n,
    }
    if not found.is_real:
        text = _(
            "上次 %(before)s，这次 %(after)s：在测量误差以内（至少要差 %(needed)s 才算变了；RCI %(rci)s）。"
        )
    elif found.index < 0:
        text = _("上次 %(before)s，这次 %(after)s：真的少了（超过误差 %(needed)s；RCI %(rci)s）。")
    else:
        text = _("上次 %(before)s，这次 %(after)s：真的多了（超过误差 %(needed)s；RCI %(rci)s）。")
    if measured.source == "retest":
        source = _("信度：到「%(wave)s」为止本区重测的 ICC %(icc)s，%(n)s 人。")
    else:
        source = _("信度：「%(wave)s」的 α %(alpha)s，%(n)s 人。")
    return f"{text % facts} {source % facts}"


def _earlier(user: Any, response: Response, at: datetime) -> Response | None:
    """The last readable sheet before this one; the read is written down like any other."""
    if response.score is None or response.band in UNREADABLE:
        return None
    rows = (
        Response.objects.filter(
            student_id=response.student_id,
            wave__instrument_version_id=response.wave.instrument_version_id,
            path=Path.SCREENING,
            withdrawn_at=None,
            submitted_at__lt=response.submitted_at,
            score__isnull=False,
        )
        .exclude(band__in=UNREADABLE)
        .order_by("-submitted_at")
    )
    last = policy.visible(user, Permission.RESPONSE_READ, rows).order_by("-submitted_at").first()
    if last is None:
        return None
    return policy.get_sensitive(user, Permission.RESPONSE_READ, rows, at=at, pk=last.pk)


def _frozen(response: Response) -> Iterable[WaveStatistics]:
    """Of this version: the own school first, then the rest of the district, newest first."""
    rows = WaveStatistics.objects.filter(
        district_id=response.district_id,
        wave__instrument_version_id=response.wave.instrument_version_id,
    ).select_related("wave")
    newest = list(rows.order_by("-taken_at")[:LOOKED_AT])
    return sorted(newest, key=lambda row: row.wave.school_id != response.wave.school_id)


def yardsticks(school_ids: Iterable[UUID]) -> dict[str, Yardstick]:
    """Per questionnaire what these schools' own finished waves measured, where they did."""
    rows = WaveStatistics.objects.filter(wave__school_id__in=list(school_ids)).select_related(
        "wave__instrument_version__instrument"
    )
    by_code: dict[str, list[WaveStatistics]] = {}
    for row in rows.order_by("-taken_at")[:LOOKED_AT]:
        by_code.setdefault(row.wave.instrument_version.instrument.code, []).append(row)
    found = {code: yardstick(each) for code, each in by_code.items()}
    return {code: measured for code, measured in found.items() if measured is not None}


def yardstick(rows: Iterable[WaveStatistics]) -> Yardstick | None:
    """From children measured twice where there are thirty; else the first wave that measured the
    score's alpha on thirty sheets or more."""
    known = [row for row in rows if (row.figures.get("score") or {}).get("sd", 0) > 0]
    for row in known:
        found = row.figures.get("retest")
        if found and found["n"] >= LEAST and 0 < found["icc"] < 1:
            spread = row.figures["score"]["sd"]
            return Yardstick(found["icc"], spread, found["n"], row.wave.title, "retest")
    for row in known:
        alpha = row.figures["score"]["alpha"]
        if alpha and alpha["n"] >= LEAST and 0 < alpha["value"] < 1:
            spread = row.figures["score"]["sd"]
            return Yardstick(alpha["value"], spread, alpha["n"], row.wave.title)
    return None
