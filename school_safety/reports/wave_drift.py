"""Has a questionnaire moved since the wave before? From the frozen figures of both, protected."""

from collections.abc import Mapping
from typing import Any

from surveys.queries import drift

from .suppression import THRESHOLD, shown

Plain = dict[str, Any]
FLAGGED = "3"


def compared(now: Mapping[str, Any], then: Mapping[str, Any], since: str) -> Plain | None:
    """Mean score, share asked for a talk and items, now less then; None where one is too small."""
    if min(now["sheets"], then["sheets"]) < THRESHOLD:
        return None
    return {
        "since": since,
        "score": _score(now["score"], then["score"]),
        "score_in_sd": _in_sd(now["score"], then["score"]),
        "flagged": _flagged(now, then),
        "items": _items(now["answers"], then["answers"]),
    }


def _score(now: Plain | None, then: Plain | None) -> Plain | None:
    if not now or not then or min(now["n"], then["n"]) < THRESHOLD:
        return None
    return _plain(drift.means(_group(now), _group(then)), 1)


def _in_sd(now: Plain | None, then: Plain | None) -> Plain | None:
    """The same difference in units of the pooled spread, so that items can stand beside it."""
    if not now or not then or min(now["n"], then["n"]) < THRESHOLD:
        return None
    points, value = (
        drift.means(_group(now), _group(then)),
        drift.standardised(_group(now), _group(then)),
    )
    if points is None or not value or not points.value:
        return None
    ends = {
        name: round(getattr(points, name) * value / points.value, 1) for name in ("low", "high")
    }
    return {"value": round(value, 1), **ends}


def _flagged(now: Mapping[str, Any], then: Mapping[str, Any]) -> Plain | None:
    """Only of figures that may be shown, and from those."""
    cells = [shown(each["bands"].get(FLAGGED, 0), each["sheets"]) for each in (now, then)]
    wholes = [shown(each["sheets"]) for each in (now, then)]
    pairs = [(cell.n, whole.n) for cell, whole in zip(cells, wholes, strict=True)]
    (a, b), (c, d) = pairs
    if a is None or b is None or c is None or d is None:
        return None
    return _plain(drift.proportions((a, b), (c, d)), 2)


def _items(now: Plain | None, then: Plain | None) -> list[Plain]:
    if not now or not then:
        return []
    before = {row["name"]: row for row in then["items"]}
    return [
        {"name": row["name"], "shift": round(value, 1)}
        for row in now["items"]
        if (old := before.get(row["name"])) is not None
        and min(row["away"], old["away"]) >= THRESHOLD
        and (value := drift.standardised(_group(row), _group(old))) is not None
    ]


def _group(row: Plain) -> drift.Group:
    return drift.Group(row["n"], row["mean"], row["sd"])


def _plain(found: drift.Shift | None, places: int) -> Plain | None:
    if found is None:
        return None
    return {
        "value": round(found.value, places),
        "low": round(found.low, places),
        "high": round(found.high, places),
        "moved": found.moved,
    }
