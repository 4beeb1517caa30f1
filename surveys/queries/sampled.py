"""What single talks showed, for counting only: the score against the finding, and two who both listened.

Of all waves of a version in a district that drew a lot, as in `calibration`. No name, no order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from interventions.choices import TALKED, Finding
from school_safety.volatile import store
from surveys.choices import Band
from surveys.models import InstrumentVersion, TalkInvite
from surveys.rules.statistics.answers import NotEnough
from surveys.rules.statistics.ranking import Ranking, Talks, ranking

from . import calibration

if TYPE_CHECKING:
    from surveys.rules.statistics.agreement import Kappa

KIND, KEPT_SECONDS = "local_auc", 900
STEPS = {
    Finding.NOT_CONFIRMED.value: 0.0,
    Finding.OTHER.value: 0.0,  # something else than was asked
    Finding.SUB_THRESHOLD.value: 1.0,
    Finding.CONFIRMED.value: 2.0,
}


@dataclass(frozen=True)
class Agreement:
    """Cohen's kappa of confirmed against not (`yes_no`), and of the three steps, linear (`steps`)."""

    yes_no: Kappa
    steps: Kappa


@dataclass(frozen=True)
class Local:
    """What the label of every result says of its calibration: interviews, and the AUC with its ends."""

    interviews: int
    value: float
    low: float
    high: float


def ranked(version: InstrumentVersion, district_id: UUID) -> Ranking | None:
    """AUC and best cut; None where too few of either kind were found, or nobody was drawn."""
    return ranking(interviewed(version, district_id))


def local(version: InstrumentVersion, district_id: UUID) -> Local | None:
    """The same in short. A quarter of an hour old at most."""
    key = f"{version.pk}/{district_id}"
    known = store.get(KIND, key)
    if known is None:
        found = ranked(version, district_id)
        facts = [found.auc.n, found.auc.value, found.auc.low, found.auc.high] if found else []
        known = json.dumps(facts).encode()
        store.put(KIND, key, known, KEPT_SECONDS)
    facts = json.loads(known)
    return Local(*facts) if facts else None


def interviewed(version: InstrumentVersion, district_id: UUID) -> Talks:
    """Only waves in which both kinds were talked to: there each child stands for her own."""
    rows: list[tuple[float, bool, float, int]] = []
    for number, waves in enumerate(calibration.by_share(version, district_id)):
        group = calibration.group(waves)
        if not group.whole:
            continue
        weights = group.others / group.others_met, group.flagged / group.flagged_met
        for score, band, finding in _found(waves):
            flagged = band == Band.FLAGGED
            confirmed = finding == Finding.CONFIRMED
            rows.append((score, confirmed, weights[flagged], 2 * number + flagged))
    scores, found, weighed, strata = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Talks(
        np.array(scores, float),
        np.array(found, bool),
        np.array(weighed, float),
        np.array(strata, np.int64),
    )


def _found(waves: list[UUID]) -> list[tuple[int, int, str]]:
    rows = TalkInvite.objects.filter(
        wave__in=waves,
        response__withdrawn_at=None,
        response__score__isnull=False,
        finding__in=TALKED,
    )
    return list(rows.order_by("pk").values_list("response__score", "response__band", "finding"))


def agreement(version: InstrumentVersion, district_id: UUID) -> Agreement | None:
    """Where two listened and judged apart; None where that says nothing."""
    # Here: statsmodels takes seconds to load, and every web process loads this file.
    from surveys.rules.statistics.agreement import kappa

    rows = TalkInvite.objects.filter(
        wave__instrument_version=version,
        wave__district_id=district_id,
        response__withdrawn_at=None,
        finding__in=TALKED,
        second_finding__in=TALKED,
    )
    pairs = list(rows.order_by("pk").values_list("finding", "second_finding"))
    codes = np.array([[STEPS[word] for word in pair] for pair in pairs], float).reshape(-1, 2)
    sure = (codes == STEPS[Finding.CONFIRMED]).astype(float)
    try:
        return Agreement(kappa(*sure.T), kappa(*codes.T, weights="linear"))
    except NotEnough:
        return None
