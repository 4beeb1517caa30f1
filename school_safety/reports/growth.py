"""What classes have gained, as a district may read it: theme by age, never a school or a class.

A line needs three classes and ten children, so that nobody who knows her own class can work out one
other. The line over everything is made of the shown lines only: nothing hidden can be subtracted.
Head counts are rounded to 5 and shares to whole per cent, as everywhere (suppression.py).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lessons.choices import Competency, GradeBand
from lessons.queries import learned
from lessons.queries.learned import Gained, Together, Wording
from school_safety.web.charts import Figure

from .suppression import THRESHOLD, rounded

CLASSES = 3
ALL = "all"


def plain(classes: Iterable[Gained], wordings: Iterable[Wording]) -> dict[str, Any]:
    """As it is kept."""
    rows = list(classes)
    cells: dict[tuple[str, str], list[Gained]] = {}
    for row in rows:
        cells.setdefault((row.theme, row.band), []).append(row)
    shown, lines = [], []
    for theme in Competency.values:
        for band in GradeBand.values:
            found = cells.get((theme, band), [])
            if found:
                line = _line(learned.together(found)) if _enough(found) else None
                lines.append({"theme": theme, "band": band, "figures": line})
                shown += found if line else []
    whole = _line(learned.together(shown)) if shown else None
    return {"lines": lines, ALL: whole, "wordings": [_wording(each) for each in wordings]}


def _enough(rows: list[Gained]) -> bool:
    return len(rows) >= CLASSES and sum(row.children for row in rows) >= THRESHOLD


def _line(found: Together) -> dict[str, Any]:
    change = found.change
    return {
        "classes": found.classes,
        "children": rounded(found.children),
        "before": round(100 * found.before),
        "after": round(100 * found.after),
        "change": [round(100 * each) for each in (change.value, change.low, change.high)]
        if change
        else None,
        "clear": change.clear if change else False,
    }


def _wording(found: Wording) -> dict[str, Any]:
    enough = min(found.classes) >= CLASSES and min(found.children) >= THRESHOLD
    change = found.change if enough else None
    return {
        "code": found.code,
        "names": [found.first, found.second],
        "questions": list(found.questions),
        "shares": [round(100 * share) for share in found.shares] if change else None,
        "change": [round(100 * each) for each in (change.value, change.low, change.high)]
        if change
        else None,
        "clear": change.clear if change else False,
    }


def sentence(figures: Mapping[str, Any] | None) -> str:
    """The first thing on the page."""
    if figures is None or figures["change"] is None:
        return _("还说不出来：同一个主题、同一个学段，前后都问过的班要有三个。")
    value, low, high = figures["change"]
    facts = {"classes": figures["classes"], "value": abs(value), "low": low, "high": high}
    if not figures["clear"]:
        facts |= {"low": max(-low, 0), "high": max(high, 0)}
        return (
            _(
                "%(classes)s 个班，看不出变化：每 100 次回答，从少对 %(low)s 次到多对 %(high)s 次都有可能。"
            )
            % facts
        )
    if value < 0:
        return _("%(classes)s 个班，课后每 100 次回答少说对 %(value)s 次。") % facts
    return (
        _("%(classes)s 个班，课后每 100 次回答多说对 %(value)s 次（%(low)s 到 %(high)s 之间）。")
        % facts
    )


def rows(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The table: theme, age, and the figures in words."""
    return [
        {
            "name": _name(line),
            "hidden": line["figures"] is None,
            **(_said(line["figures"]) if line["figures"] else {}),
        }
        for line in payload["lines"]
    ]


def _name(line: Mapping[str, Any]) -> str:
    return f"{Competency(line['theme']).label} · {GradeBand(line['band']).label}"


def _said(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "classes": figures["classes"],
        "children": figures["children"],
        "before": f"{figures['before']}%",
        "after": f"{figures['after']}%",
        "change": _span(figures["change"]),
    }


def _span(change: list[int]) -> str:
    value, low, high = (f"{each:+d}" if each else "0" for each in change)
    return _("%(value)s（%(low)s 到 %(high)s）") % {"value": value, "low": low, "high": high}


def wordings(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Two wordings of one thing: which was easier before anything was taught."""
    language = get_language() or "zh-hans"
    return [
        {
            "names": [_form(name) for name in line["names"]],
            "questions": [
                words.get(language) or next(iter(words.values())) for words in line["questions"]
            ],
            "shares": [f"{share}%" for share in line["shares"] or ()],
            "change": _span(line["change"]) if line["change"] else "",
            "says": _verdict(line),
        }
        for line in payload["wordings"]
    ]


def _verdict(line: Mapping[str, Any]) -> str:
    if line["change"] is None:
        return _("问过的班还不到三个")
    if not line["clear"]:
        return _("看不出哪个更容易")
    return _("前一种更容易") if line["change"][0] < 0 else _("后一种更容易")


def _form(name: str) -> str:
    letter, number = name.rstrip("0123456789").upper(), name.lstrip("ab")
    return (
        _("%(form)s 卷第 %(n)s 版") % {"form": letter, "n": number}
        if letter
        else (_("第 %(n)s 版") % {"n": number})
    )


def figure(payload: Mapping[str, Any]) -> Figure | None:
    """A dot per line around "as before"."""
    shown = [line for line in payload["lines"] if line["figures"] and line["figures"]["change"]]
    if not shown:
        return None
    changes = [line["figures"]["change"] for line in shown]
    return Figure(
        kind="shift",
        title=_("每 100 次回答，课后多说对几次"),
        labels=[_name(line) for line in shown],
        values=[value for value, _low, _high in changes],
        notes=[f"{value:+d}" for value, _low, _high in changes],
        spans=[(low, high) for _value, low, high in changes],
    )
