"""How often a person confirmed what a rule of a questionnaire had flagged, in this district.

From the decisions about cases, and from invited talks. Of the flagged alone only the share that was
confirmed (PPV) is identified; how many a rule misses is said by `verified`, where waves drew a lot.
"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from interventions.choices import TALKED, Finding
from interventions.queries import care, outcomes
from school_safety.volatile import store
from surveys.choices import Band, FlagKind, Path, SheetState
from surveys.models import Flag, InstrumentVersion, Response, TalkInvite, WaveLot
from surveys.rules.statistics import verification
from surveys.rules.statistics.prediction import PUBLISHED, in_so_many
from surveys.rules.statistics.shares import Share, wilson
from surveys.rules.statistics.verification import Group, Verified

from .talks import NEGATIVE

ENOUGH = 100  # interviews from which on the local share is said
KIND, KEPT_SECONDS = "calibration", 900


@dataclass(frozen=True)
class Confirmed:
    """`interviews`: flags about which a person found something; `yes` of them were confirmed.

    Whoever would rather not talk is in neither.
    """

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
    """The same, now."""
    found = findings(version, district_id, rule)
    return Confirmed(sum(found[word] for word in TALKED), found[Finding.CONFIRMED])


def findings(version: InstrumentVersion, district_id: UUID, rule: str = "") -> Counter[str]:
    """What talks with the flagged showed, by code: of one rule, or of all of them."""
    rows = Flag.objects.filter(
        district_id=district_id,
        kind=FlagKind.CUT,
        response__wave__instrument_version=version,
        response__withdrawn_at=None,
    )
    if rule:
        rows = rows.filter(code=rule)
    return Counter({word: n for word, n in (_decided(rows) + _invited(rows)).items() if word})


def _decided(rows: Any) -> Counter[str]:
    """By the decision about a case; one case counts once, from its first such flag on."""
    rows = rows.filter(Q(response__invite=None) | Q(response__invite__finding=""))
    rows = rows.exclude(case_id=None)
    days: dict[Any, Any] = dict(rows.order_by("-at").values_list("case_id", "at"))  # first one wins
    return Counter(outcomes.findings(days).values())


def _invited(rows: Any) -> Counter[str]:
    """By an invited talk, whatever became of it later."""
    found = rows.exclude(response__invite=None).order_by().distinct()
    pairs = found.values_list("response_id", "response__invite__finding")
    return Counter(word for _pk, word in pairs)


def verified(version: InstrumentVersion, district_id: UUID) -> Verified:
    """How good the cut of this version was in the district's waves that drew a lot."""
    return verification.verified(groups(version, district_id))


def groups(version: InstrumentVersion, district_id: UUID) -> list[Group]:
    """Who could have been invited, who was talked to, what was found; one row per share."""
    return [group(waves) for waves in by_share(version, district_id)]


def by_share(version: InstrumentVersion, district_id: UUID) -> list[list[UUID]]:
    """The waves that drew a lot, those with one share together."""
    lots = WaveLot.objects.filter(
        wave__instrument_version=version, wave__district_id=district_id
    ).values_list("wave_id", "share")
    found: dict[int, list[UUID]] = {}
    for wave_id, share in lots:
        found.setdefault(share, []).append(wave_id)
    return [waves for _share, waves in sorted(found.items())]


def group(waves: list[UUID]) -> Group:
    """Waves that were drawn with one share, counted."""
    rows = TalkInvite.objects.filter(wave__in=waves, response__withdrawn_at=None)
    met, yes = Q(finding__in=TALKED), Q(finding=Finding.CONFIRMED)
    picked, drawn = Q(response__band=Band.FLAGGED), ~Q(response__band=Band.FLAGGED)
    counted = rows.aggregate(
        flagged=Count("pk", filter=picked),
        flagged_met=Count("pk", filter=picked & met),
        flagged_yes=Count("pk", filter=picked & yes),
        others_met=Count("pk", filter=drawn & met),
        others_yes=Count("pk", filter=drawn & yes),
    )
    return Group(others=_others(waves), **counted)


def _others(waves: list[UUID]) -> int:
    """On whom the lot could have fallen: as `actions.blind.is_invited` asks, counted afterwards."""
    rows = Response.objects.filter(
        wave__in=waves, path=Path.SCREENING, withdrawn_at=None, band__in=NEGATIVE, flags=None
    )
    rows = rows.exclude(invitation__sheet__state=SheetState.DONE)
    return rows.exclude(care.open_then("student_id", "submitted_at")).count()


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
