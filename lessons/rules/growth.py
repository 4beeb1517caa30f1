"""What a class knew before and after: shares, their difference, an effect size, each with its 95 %
interval. Plain Python.

The two rounds are not matched child by child (nobody is named), so they are treated as two
independent samples. Of the same children asked twice that overstates the noise wherever those who
knew before mostly know afterwards: the intervals here are rather too wide than too narrow.

One question    share right of all answers, "not sure" and left open counted as not right, with
                Wilson's interval (Wilson 1927, J Am Stat Assoc 22:209-212). Difference of two
                shares: Newcombe's hybrid score interval, method 10 (Newcombe 1998, Stat Med
                17:873-890). Effect: Cohen's h = 2 asin sqrt(p2) - 2 asin sqrt(p1), interval
                h -+ 1.96 sqrt(1/n1 + 1/n2) (Cohen 1988, ch. 6).
All, by sheets  mean number right per sheet; difference with Welch's t interval (Welch 1947,
                Biometrika 34:28-35). Effect: Hedges' g with the exact factor J (Hedges 1981,
                J Educ Stat 6:107-128), its variance (n1+n2)/(n1 n2) + g^2/(2(n1+n2)), both times
                J^2 (Borenstein et al. 2009, ch. 4).
All, by hands   hands show no child's own number right, so its spread is unknown. The mean of the
                differences is given with the mean of the lower and of the upper limits: the interval
                that holds even if the same children know everything (correlation 1), never narrower.
Classes         for many classes the class is the unit: the mean of their differences with Student's
                t interval over classes (Donner & Klar 2000, ch. 6), for children of one class are
                alike. Two wordings: Welch's interval over the classes that were asked either.

The tests compare these with statsmodels, which is not loaded here: it takes seconds, and every web
process would pay them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev, variance

from school_safety.kernel.intervals import Z, wilson

LEAST = 10  # sheets or hands on either side below which nothing is said
SHOWN = 5  # anonymous sheets below which a teacher sees no totals
TOLD, NOTHING, TOO_FEW = "told", "nothing", "too_few"


@dataclass(frozen=True)
class Interval:
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether it leaves no doubt on which side of nought it lies."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Asked:
    """How many were right, of how many."""

    right: int
    n: int


@dataclass(frozen=True)
class ItemGrowth:
    """One question before and after; `change` in shares, `effect` is Cohen's h."""

    before: Interval
    after: Interval
    change: Interval
    effect: Interval
    n_before: int
    n_after: int


@dataclass(frozen=True)
class Growth:
    """All questions: shares of what could be right; `effect` only where sheets were gathered."""

    before: float
    after: float
    change: Interval
    effect: Interval | None
    n_before: int
    n_after: int

    @property
    def says(self) -> str:
        """What may be said of it."""
        if min(self.n_before, self.n_after) < LEAST:
            return TOO_FEW
        return TOLD if self.change.clear else NOTHING


def share(asked: Asked) -> Interval | None:
    """Wilson's interval; None where nobody was asked."""
    if asked.n <= 0:
        return None
    return Interval(asked.right / asked.n, *wilson(asked.right, asked.n))


def difference(before: Interval, after: Interval) -> Interval:
    """Newcombe's method 10, out of two Wilson intervals."""
    value = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return Interval(value, max(value - down, -1.0), min(value + up, 1.0))


def cohens_h(before: Asked, after: Asked) -> Interval:
    """Of two shares, with its interval."""
    value = _angle(after) - _angle(before)
    half = Z * math.sqrt(1 / before.n + 1 / after.n)
    return Interval(value, value - half, value + half)


def _angle(asked: Asked) -> float:
    return 2 * math.asin(math.sqrt(asked.right / asked.n))


def item(before: Asked, after: Asked) -> ItemGrowth | None:
    """One question; None where one of the rounds is empty."""
    first, second = share(before), share(after)
    if first is None or second is None:
        return None
    return ItemGrowth(
        before=first,
        after=second,
        change=difference(first, second),
        effect=cohens_h(before, after),
        n_before=before.n,
        n_after=after.n,
    )


def by_hands(items: Sequence[ItemGrowth]) -> Growth | None:
    """All questions from hands; None where there is no question."""
    if not items:
        return None
    change = Interval(
        fmean(each.change.value for each in items),
        fmean(each.change.low for each in items),
        fmean(each.change.high for each in items),
    )
    return Growth(
        before=fmean(each.before.value for each in items),
        after=fmean(each.after.value for each in items),
        change=change,
        effect=None,
        n_before=min(each.n_before for each in items),
        n_after=min(each.n_after for each in items),
    )


def by_sheets(before: Sequence[int], after: Sequence[int], questions: int) -> Growth | None:
    """All questions from sheets: `before[k]` sheets had k right. None below two sheets a side."""
    first, second = _spread_out(before), _spread_out(after)
    change = welch(first, second)
    if change is None or not questions:
        return None
    return Growth(
        before=fmean(first) / questions,
        after=fmean(second) / questions,
        change=Interval(*(end / questions for end in (change.value, change.low, change.high))),
        effect=hedges_g(first, second),
        n_before=len(first),
        n_after=len(second),
    )


def _spread_out(marks: Sequence[int]) -> list[int]:
    return [right for right, sheets in enumerate(marks) for _sheet in range(sheets)]


def welch(first: Sequence[float], second: Sequence[float]) -> Interval | None:
    """Difference of two means; None below two values a side. Without any spread it is exact."""
    if min(len(first), len(second)) < 2:
        return None
    value = fmean(second) - fmean(first)
    parts = [variance(each) / len(each) for each in (first, second)]
    if sum(parts) == 0:
        return Interval(value, value, value)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(each) - 1) for part, each in zip(parts, (first, second), strict=True)
    )
    half = t_quantile(freedom) * math.sqrt(sum(parts))
    return Interval(value, value - half, value + half)


def hedges_g(first: Sequence[float], second: Sequence[float]) -> Interval | None:
    """The difference in units of the pooled spread; None where there is no spread."""
    n, m = len(first), len(second)
    freedom = n + m - 2
    pooled = math.sqrt(((n - 1) * variance(first) + (m - 1) * variance(second)) / freedom)
    if pooled == 0:
        return None
    d = (fmean(second) - fmean(first)) / pooled
    j = math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(freedom / 2)
    half = Z * j * math.sqrt((n + m) / (n * m) + d**2 / (2 * (n + m)))
    return Interval(j * d, j * d - half, j * d + half)


def over_classes(changes: Sequence[float]) -> Interval | None:
    """The class as the unit; None below two classes."""
    if len(changes) < 2:
        return None
    value = fmean(changes)
    half = t_quantile(len(changes) - 1) * stdev(changes) / math.sqrt(len(changes))
    return Interval(value, value - half, value + half)


def t_quantile(freedom: float) -> float:
    """The 97.5 % point of Student's t."""
    # Here: scipy takes seconds to load, and every web process loads this file.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))


def heads(change: Interval, n: int) -> tuple[int, int, int]:
    """The difference as so many of a class of n: value, lower and upper end, to whole heads."""
    return round(change.value * n), round(change.low * n), round(change.high * n)
