"""A form made ready to score blocks, and what comes out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from surveys.rules.form import Form
from surveys.rules.scoring import Band

from . import options, runs
from .blocks import Block, Flags, Numbers, incomplete
from .figures import Figures, Scale, scale
from .trees import Facts, Truths, holds, leaves

OPEN, ABSENT = -1, -2  # a rule that could still be met; one that is not for this respondent


@dataclass(frozen=True)
class Result:
    """Per respondent: `band` as `scoring.Band`; `rules` 1, 0, OPEN or ABSENT; exact figures.

    `applies` is None where the form has no filter. Where it is False only the band counts.
    """

    band: Numbers
    total: Figures
    subscales: dict[str, Figures]
    rules: dict[str, Numbers]
    run: Numbers
    applies: Flags | None = None

    def __len__(self) -> int:
        return len(self.band)


class Plan:
    """A form and the rule that opens a talk. `score` is pure and may run anywhere."""

    def __init__(self, form: Form, *, routing: str = "") -> None:
        self.form = form
        self.routing = routing or form.scoring.get("routing", "")
        self.rules: list[dict[str, Any]] = list(form.scoring.get("rules", []))
        names = ("total", *form.scoring.get("subscales", {}))
        self.scales: dict[str, Scale] = {name: scale(form, name) for name in names}
        self.scored = tuple(form.position[name] for name in form.scored)
        asked = {place for each in self.scales.values() for place in each.places}
        asked |= {form.position[name] for rule in self.rules for name in leaves(rule["tree"])}
        self.used = sorted({*asked, *self.scored})

    def score(self, block: Block, *, sex: Numbers | str = "u", grade: Numbers | int = 7) -> Result:
        """Score one block; `sex` and `grade` decide which rules are in scope, one each or one for
        all. Respondents who left something out are few: they are scored apart and put back."""
        gone = incomplete(block if len(self.used) == len(block) else block[self.used])
        some = int(np.count_nonzero(gone))
        rows = block.shape[1]
        if not some:
            return self._score(block, sex, grade, complete=True)
        if some * 4 > rows:
            return self._score(block, sex, grade, complete=False)
        where = np.flatnonzero(gone)
        part = self._score(
            np.take(block, where, axis=1), _at(sex, where), _at(grade, where), complete=False
        )
        return _put(self._score(block, sex, grade, complete=True), where, part)

    def _score(self, block: Block, sex: Any, grade: Any, *, complete: bool) -> Result:
        facts, figures = self._facts(block, complete=complete)
        scopes = [_in_scope(rule.get("scope", {}), sex, grade) for rule in self.rules]
        truths: dict[str, Truths] = {}
        asked: dict[str, Flags | None] = {}
        for rule, scope in zip(self.rules, scopes, strict=True):
            code, found = rule["code"], holds(rule["tree"], facts)
            truths[code] = found if code not in truths else _latest(found, truths[code], scope)
            asked[code] = scope if code not in asked else _either(scope, asked[code])
        band = self._band(truths, scopes, block.shape[1])
        applies = self._applies(block)
        if applies is not None:
            band[~applies] = Band.NOT_APPLICABLE
        return Result(
            band=band,
            total=figures("total"),
            subscales={name: figures(name) for name in self.scales if name != "total"},
            rules={code: _stated(found, asked[code]) for code, found in truths.items()},
            run=runs.longest(block, self.scored, complete=complete),
            applies=applies,
        )

    def _facts(self, block: Block, *, complete: bool) -> tuple[Facts, Callable[[str], Figures]]:
        form = self.form

        @cache
        def chosen(place: int, wanted: tuple[int, ...]) -> Truths:
            sure = options.chose(block[place], wanted)
            return Truths(sure, sure if complete else sure | (block[place] < 0))

        @cache
        def figures(name: str) -> Figures:
            return self.scales[name].of(block, complete=complete)

        def met(name: str) -> Truths:
            place = form.position[name]
            return chosen(place, options.meeting(form.items[place]))

        def value(name: str, cut: float) -> Truths:
            place = form.position[name]
            return chosen(place, options.reaching(form.items[place], cut))

        def reached(name: str, cut: float) -> Truths:
            return Truths(*figures(name).reach(cut))

        return Facts(met, value, reached, block.shape[1]), figures

    def _band(self, truths: dict[str, Truths], scopes: list[Flags | None], rows: int) -> Numbers:
        """As `scoring._band`: the most serious that is met, unless a more serious one is open."""
        if not self.rules:
            return np.full(rows, Band.NO_CUTS, np.int8)
        best = np.zeros(rows, np.int8)
        most = best.copy()
        for rule, scope in zip(self.rules, scopes, strict=True):
            band = self.band_of(rule)
            found = truths[rule["code"]]
            for reached, flags in ((best, found.sure), (most, found.possible)):
                asked = flags if scope is None else flags & scope
                np.maximum(reached, asked.view(np.int8) * np.int8(band), out=reached)
        best[most > best] = Band.INCOMPLETE
        return best

    def band_of(self, rule: Mapping[str, Any]) -> Band:
        """The band that this rule leads to; one that does not route flags nobody."""
        band = Band[rule["band"].upper()]
        if band is Band.FLAGGED and self.routing and rule["code"] != self.routing:
            return Band.WATCH
        return band

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every band that the form can give."""
        named = {self.band_of(rule) for rule in self.rules}
        apart = {Band.NOT_APPLICABLE} if self.form.filter_place is not None else set()
        usual = {Band.BELOW, Band.INCOMPLETE} if self.rules else {Band.NO_CUTS}
        return tuple(sorted({*usual, *named, *apart}))

    def _applies(self, block: Block) -> Flags | None:
        place = self.form.filter_place
        if place is None or place == len(self.form.items) - 1:
            return None
        item = self.form.items[place]
        skip = tuple(n for n, code in enumerate(item.codes) if code in item.skip_when)
        return np.asarray(~options.chose(block[place], skip))


def _in_scope(scope: Mapping[str, Any], sex: Any, grade: Any) -> Flags | None:
    """Whom the rule is for; None for everybody."""
    asked: Any = None
    if "sex" in scope:
        asked = np.asarray(sex) == scope["sex"]
    if "grades" in scope:
        first, last = scope["grades"]
        fits = (np.asarray(grade) >= first) & (np.asarray(grade) <= last)
        asked = fits if asked is None else asked & fits
    return None if asked is None else np.asarray(asked)


def _latest(found: Truths, before: Truths, scope: Flags | None) -> Truths:
    """Two rules may share a code, for boys and for girls: the last in scope speaks."""
    if scope is None:
        return found
    return Truths(
        np.where(scope, found.sure, before.sure), np.where(scope, found.possible, before.possible)
    )


def _either(scope: Flags | None, before: Flags | None) -> Flags | None:
    return None if scope is None or before is None else scope | before


def _stated(found: Truths, scope: Flags | None) -> Numbers:
    stated = found.sure.astype(np.int8)
    if found.possible is not found.sure:
        stated[found.possible & ~found.sure] = OPEN
    if scope is not None:
        stated[np.broadcast_to(~scope, stated.shape)] = ABSENT
    return stated


def _at(facts: Any, where: Numbers) -> Any:
    return facts[where] if isinstance(facts, np.ndarray) else facts


def _put(whole: Result, where: Numbers, part: Result) -> Result:
    """The respondents of `part` in their places."""
    for name, stated in part.rules.items():
        whole.rules[name][where] = stated
    whole.band[where] = part.band
    whole.run[where] = part.run
    subscales = {
        name: _put_figures(whole.subscales[name], where, found)
        for name, found in part.subscales.items()
    }
    total = _put_figures(whole.total, where, part.total)
    return Result(whole.band, total, subscales, whole.rules, whole.run, whole.applies)


def _put_figures(whole: Figures, where: Numbers, part: Figures) -> Figures:
    low = whole.low.astype(np.int64)
    high = low.copy()
    low[where], high[where] = part.low, part.high
    if isinstance(whole.over, int) and isinstance(part.over, int) and whole.over == part.over:
        return Figures(low, high, whole.over)
    over = np.broadcast_to(whole.over, low.shape).astype(np.int64)
    over[where] = part.over
    return Figures(low, high, over)
