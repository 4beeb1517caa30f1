"""How often a person confirmed what a rule of a questionnaire had flagged, in this district.

Only interviews of the flagged are kept so far, so only the share of flags that were confirmed (PPV)
is identified: how many the rule misses cannot be said without a blind sample of the others.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from interventions.queries import outcomes
from school_safety.volatile import store
from surveys.choices import FlagKind
from surveys.models import Flag, InstrumentVersion
from surveys.rules.statistics.prediction import PUBLISHED, in_so_many
from surveys.rules.statistics.shares import Share, wilson

ENOUGH = 100  # interviews from which on the local share is said
KIND, KEPT_SECONDS = "calibration", 900


@dataclass(frozen=True)
class Confirmed:
    """`interviews`: flags that a person decided about; `yes` of them were confirmed."""

    interviews: int
    yes: int

    @property
    def share(self) -> Share | None:
        """With its interval; None before there are enough interviews."""
        return wilson(self.yes, self.interviews) if self.interviews >= ENOUGH else None


def share_confirmed(version: InstrumentVersion, rule: str, district_id: UUID) -> Confirmed:
    """Of this version's flags by this rule in this district. A quarter of an hour old at most."""
    key = f"{version.pk}/{rule}/{district_id}"
    known = store.get(KIND, key)
    if known is not None:
        return Confirmed(*json.loads(known))
    found = counted(version, rule, district_id)
    store.put(KIND, key, json.dumps([found.interviews, found.yes]).encode(), KEPT_SECONDS)
    return found


def counted(version: InstrumentVersion, rule: str, district_id: UUID) -> Confirmed:
    """The same, now. One case counts once, from its first such flag on."""
    rows = Flag.objects.filter(
        district_id=district_id,
        kind=FlagKind.CUT,
        code=rule,
        response__wave__instrument_version=version,
        response__withdrawn_at=None,
    ).exclude(case_id=None)
    days: dict[Any, Any] = dict(rows.order_by("-at").values_list("case_id", "at"))  # first one wins
    words = list(outcomes.since(days).values())
    yes, no = words.count(outcomes.CONFIRMED), words.count(outcomes.DISMISSED)
    return Confirmed(yes + no, yes)


def line(found: Confirmed) -> dict[str, str]:
    """One sentence in both languages, for the counselor who opens the case."""
    share = found.share
    if share is None:
        low, high = (round(100 * value) for value in PUBLISHED)
        return {
            "zh": f"本区谈过的还不到 {ENOUGH} 个；公开发表的筛查里，"
            f"100 个这样的提示有 {low} 到 {high} 个得到确认。",
            "en": f"Fewer than {ENOUGH} interviews here yet; in published screenings {low} to {high} of "
            "100 such flags are confirmed.",
        }
    part, whole = in_so_many(share.value)
    low, high = round(100 * share.low), round(100 * share.high)
    return {
        "zh": f"在和你们相似的学校，每 {whole} 个这样的提示大约有 {part} 个得到确认"
        f"（95％ 区间 {low}％–{high}％）。",
        "en": f"In schools like yours about {part} in {whole} such flags is confirmed "
        f"(95% CI {low}% to {high}%).",
    }
