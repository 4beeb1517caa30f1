"""Scoring again what is stored, all at once: do the kept scores still follow from the answers?"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from school_safety.audit.events import surveys as events
from school_safety.audit.record import record
from surveys.models import Wave
from surveys.queries import forms, stored
from surveys.rules.batch import Figures, Plan, Result
from surveys.rules.scoring import Band

MOST = 100  # ids of differing responses that are told


@dataclass
class Checked:
    """Responses read, how many by band, and those whose stored score or band is another."""

    responses: int = 0
    differing: int = 0
    ids: list[UUID] = field(default_factory=list)
    bands: dict[str, int] = field(default_factory=dict)


def check_scores(*, waves: QuerySet[Wave], by: Any, at: datetime) -> Checked:
    """Score every kept response of these waves anew, by the rules of its own frozen version.

    One event is written before the first answer is opened. Nothing else is written: a score is
    what it was on the day, and a difference is for people to look at.
    """
    _remember(waves, by=by, at=at)
    found, counts = Checked(), Counter[int]()
    for some in stored.blocks(waves):
        plan = Plan(forms.form(some.version_id), routing=some.routing)
        result = plan.score(some.block, sex=some.sex, grade=some.grade)
        other = (result.band != some.band) | (values(result) != some.score)
        found.responses += len(some)
        found.differing += int(np.count_nonzero(other))
        found.ids += [some.ids[place] for place in np.flatnonzero(other)[: MOST - len(found.ids)]]
        counts.update(result.band.tolist())
    found.bands = {Band(band).name.lower(): count for band, count in sorted(counts.items())}
    return found


def values(result: Result) -> Any:
    """The totals as a response keeps them: whole numbers, NONE where they are open."""
    total: Figures = result.total
    known = total.known if result.applies is None else total.known & result.applies
    return np.where(known, np.rint(total.lowest), stored.NONE).astype(np.int64)


@transaction.atomic
def _remember(waves: QuerySet[Wave], *, by: Any, at: datetime) -> None:
    districts = list(waves.order_by().values_list("district_id", flat=True).distinct()[:2])
    record(
        events.SCORES_CHECKED,
        by=by,
        district_id=districts[0] if len(districts) == 1 else None,
        object_kind="surveys.wave",
        facts={"waves": waves.count(), "answers": stored.kept(waves).count()},
        at=at,
    )
