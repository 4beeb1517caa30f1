"""What interviews of the flagged, and of a blind sample of the others, say about a cut.

Two phases: everybody answers, then all flagged and a random share of the others are interviewed. Each
interviewed child stands for w = (children of her stratum) / (interviewed of her stratum) children:
the inverse of the fraction that was really talked to, so that a no is taken to come by chance within
its stratum. A stratum is the flagged, or the others, of all waves that were drawn with one share.

With F flagged, N - F others, p and q the confirmed shares of both kinds among the interviewed:
A = sum F p, B = sum F (1-p), C = sum (N-F) q, D = sum (N-F) (1-q), and
sensitivity A/(A+C), specificity D/(B+D), PPV A/(A+B), NPV D/(C+D), prevalence (A+C)/N.
One group: Begg & Greenes 1983 (Biometrics 39:207-215), whose variance of the logit of sensitivity
1/(N t (1-t)) + (1-p)/(n p) + (1-q)/(m q), t = F/N, is what `_spread` gives; several groups add up by
the delta method on log(A/C). PPV and NPV: Wilson on Kish's (1965) effective n, (sum w)^2 / sum w^2.
A count of nobody, or of everybody, is taken for half a person in the variances.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from school_safety.kernel.intervals import Z

from .shares import Share, wilson


@dataclass(frozen=True)
class Group:
    """Waves drawn with one share. `flagged` and `others`: how many could have been interviewed; of
    them `flagged_met` and `others_met` were, and `flagged_yes` and `others_yes` were confirmed."""

    flagged: int
    others: int
    flagged_met: int
    flagged_yes: int
    others_met: int = 0
    others_yes: int = 0

    @property
    def whole(self) -> bool:
        """Both kinds were talked to, so that each stands for its own."""
        return bool(self.flagged_met and self.others_met)


@dataclass(frozen=True)
class Verified:
    """Everything but the PPV is None without a blind sample: only the PPV is identified then."""

    ppv: Share | None
    npv: Share | None
    sensitivity: Share | None
    specificity: Share | None
    prevalence: float | None
    flagged_met: int
    others_met: int


def verified(groups: Sequence[Group]) -> Verified:
    """The estimates. A group in which one kind was never talked to counts only for the PPV."""
    whole = [group for group in groups if group.whole]
    met = sum(group.flagged_met for group in groups)
    ppv = _predictive([(g.flagged, g.flagged_met, g.flagged_yes) for g in groups if g.flagged_met])
    if not whole:
        return Verified(ppv, None, None, None, None, met, 0)
    right, wrong, missed, clear = (
        sum(cell(group) for group in whole) for cell in (_right, _wrong, _missed, _clear)
    )
    n = sum(group.flagged_met + group.others_met for group in whole)
    return Verified(
        ppv=ppv,
        npv=_predictive([(g.others, g.others_met, g.others_met - g.others_yes) for g in whole]),
        sensitivity=_ratio(right, missed, whole, n, confirmed=True),
        specificity=_ratio(clear, wrong, whole, n, confirmed=False),
        prevalence=(right + missed) / (right + wrong + missed + clear),
        flagged_met=met,
        others_met=sum(group.others_met for group in whole),
    )


def _right(group: Group) -> float:
    return group.flagged * group.flagged_yes / group.flagged_met


def _wrong(group: Group) -> float:
    return group.flagged - _right(group)


def _missed(group: Group) -> float:
    return group.others * group.others_yes / group.others_met


def _clear(group: Group) -> float:
    return group.others - _missed(group)


def _predictive(rows: Sequence[tuple[int, int, int]]) -> Share | None:
    """Each row is (stratum, interviewed, as predicted)."""
    met = sum(n for _all, n, _yes in rows)
    if not met:
        return None
    total = sum(size for size, _n, _yes in rows)
    value = sum(size * yes / n for size, n, yes in rows) / total
    effective = total**2 / sum(size**2 / n for size, n, _yes in rows)
    found = wilson(value * effective, effective)
    return None if found is None else Share(value, found.low, found.high, met)


def _ratio(
    hit: float, lost: float, groups: Sequence[Group], n: int, *, confirmed: bool
) -> Share | None:
    """hit / (hit + lost) with its interval on the logit."""
    if hit + lost <= 0:
        return None
    value = hit / (hit + lost)
    inner = min(max(value, 0.5 / n), 1 - 0.5 / n)
    middle = math.log(inner / (1 - inner))
    half = Z * math.sqrt(_spread(groups, confirmed=confirmed))
    low, high = (1 / (1 + math.exp(-each)) for each in (middle - half, middle + half))
    return Share(value, min(low, value), max(high, value), n)


def _spread(groups: Sequence[Group], *, confirmed: bool) -> float:
    """The variance of log(A/C), or of log(B/D), added up over the groups."""
    cells = [_cells(group, confirmed=confirmed) for group in groups]
    above = sum(group.flagged * p for group, (p, _q) in zip(groups, cells, strict=True))
    below = sum(group.others * q for group, (_p, q) in zip(groups, cells, strict=True))
    wide = 0.0
    for group, (p, q) in zip(groups, cells, strict=True):
        people = group.flagged + group.others
        wide += (p / above + q / below) ** 2 * group.flagged * group.others / people
        wide += (group.flagged / above) ** 2 * p * (1 - p) / group.flagged_met
        wide += (group.others / below) ** 2 * q * (1 - q) / group.others_met
    return wide


def _cells(group: Group, *, confirmed: bool) -> tuple[float, float]:
    """The shares of both strata that were confirmed, or were not; never nobody and never all."""
    p = _inner(group.flagged_yes, group.flagged_met)
    q = _inner(group.others_yes, group.others_met)
    return (p, q) if confirmed else (1 - p, 1 - q)


def _inner(yes: int, n: int) -> float:
    return min(max(yes, 0.5), n - 0.5) / n if n > 1 else 0.5
