"""Growth in sentences, a table and a drawing; the figures come from rules/growth."""

from typing import Any

from django.utils.translation import gettext as _

from lessons.models import QuizRun
from lessons.queries import quizzes
from lessons.rules import growth
from lessons.rules.growth import Growth, Interval
from school_safety.web import charts


def page(run: QuizRun, found: quizzes.Result, language: str) -> dict[str, Any]:
    """What the page of one class shows."""
    lines = [_line(run, line, language) for line in found.lines]
    return {
        "whole": whole(found.whole) if found.whole else None,
        "lines": lines,
        "drawing": drawing(found, lines) if found.whole else "",
        "any": any(line["before"] or line["after"] for line in lines),
    }


def whole(found: Growth) -> dict[str, Any]:
    """The sentence above everything, and the figures beside it."""
    return {
        "says": sentence(found),
        "before": percent(found.before),
        "after": percent(found.after),
        "change": points(found.change),
        "effect": effect(found.effect) if found.effect else "",
        "n_before": found.n_before,
        "n_after": found.n_after,
        "few": found.says == growth.TOO_FEW,
    }


def sentence(found: Growth) -> str:
    """Heads of a class, not decimals; or that nothing can be said."""
    if found.says == growth.TOO_FEW:
        return _("人太少，看不出来：课前 %(before)s 人，课后 %(after)s 人，到 10 人才算。") % {
            "before": found.n_before,
            "after": found.n_after,
        }
    n = found.n_after
    value, low, high = growth.heads(found.change, n)
    if found.says == growth.NOTHING:
        return _("看不出变化：平均每道题，%(n)s 人里从少 %(low)s 人到多 %(high)s 人都有可能。") % {
            "n": n,
            "low": max(-low, 0),
            "high": max(high, 0),
        }
    facts = {"n": n, "value": abs(value), "low": min(abs(low), abs(high))}
    facts["high"] = max(abs(low), abs(high))
    if value >= 0:
        return (
            _("平均每道题，%(n)s 人里大约多了 %(value)s 人答对（%(low)s 到 %(high)s 人之间）。")
            % facts
        )
    return (
        _(
            "平均每道题，%(n)s 人里大约少了 %(value)s 人答对（%(low)s 到 %(high)s 人之间）。"
            "可能题目换了一卷更难，也可能课上有一处讲岔了。"
        )
        % facts
    )


def drawing(found: quizzes.Result, lines: list[dict[str, Any]]) -> Any:
    """A dot per question around "as before", with its interval."""
    both = [(line, row.growth) for line, row in zip(lines, found.lines, strict=True) if row.growth]
    if not both:
        return ""
    return charts.svg(
        charts.Figure(
            kind="shift",
            title=_("每道题，课后比课前多多少"),
            labels=[line["name"] for line, _growth in both],
            values=[100 * each.change.value for _line, each in both],
            notes=[_signed(each.change.value) for _line, each in both],
            spans=[(100 * each.change.low, 100 * each.change.high) for _line, each in both],
        )
    )


def _line(run: QuizRun, line: quizzes.Line, language: str) -> dict[str, Any]:
    item = run.items[line.place]
    words, later = quizzes.said(item, language), quizzes.said(run.items[line.later], language)
    grown = line.growth
    return {
        "name": _("第 %(n)s 题") % {"n": _number(run, line.place)},
        "question": words["question"],
        "later": later["question"] if line.later != line.place else "",
        "holds": words["options"][item["key"] - 1],
        "why": words["why"],
        "before": spread(line.before) if line.before else "",
        "after": spread(line.after) if line.after else "",
        "change": points(grown.change) if grown else "",
        "effect": f"{grown.effect.value:.2f}" if grown else "",
    }


def _number(run: QuizRun, place: int) -> int:
    places = [first for first, _later in quizzes.pairs(run)]
    return places.index(place) + 1


def percent(value: float) -> str:
    """To whole per cent."""
    return f"{round(100 * value)}%"


def spread(found: Interval) -> str:
    """A share with its interval."""
    low, high = round(100 * found.low), round(100 * found.high)
    return _("%(value)s（%(low)s–%(high)s%%）") % {
        "value": percent(found.value),
        "low": low,
        "high": high,
    }


def points(found: Interval) -> str:
    """A difference of shares in points, with its interval."""
    facts = {name: _signed(getattr(found, name)) for name in ("value", "low", "high")}
    return _("%(value)s（%(low)s 到 %(high)s）") % facts


def effect(found: Interval) -> str:
    """An effect size with its interval."""
    facts = {name: f"{getattr(found, name):.2f}" for name in ("value", "low", "high")}
    return _("%(value)s（%(low)s 到 %(high)s）") % facts


def _signed(share: float) -> str:
    return f"{round(100 * share):+d}" if round(100 * share) else "0"
