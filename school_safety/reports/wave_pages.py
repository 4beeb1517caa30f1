"""A wave's protected figures as a page, as paper and as lines: the same words everywhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from school_safety.documents import render
from school_safety.web import charts

from . import presenters, trust_words, wave_drawings, wave_words

Plain = Mapping[str, Any]


def page(found: Plain) -> dict[str, Any]:
    """Everything that page and paper show."""
    drawn = figures(found)
    return {
        "title": wave_words.title(found),
        "place": wave_words.place(found),
        "label": wave_words.label(found),
        "frozen": found["wave"]["frozen"],
        "said": wave_words.sentences(found),
        "notes": wave_words.notes(found),
        "items": wave_words.items(found),
        "tables": tables(found),
        "norms": wave_words.norms(found),
        "groups": wave_words.groups(found),
        "fairness": [
            *wave_words.overlap(found),
            *wave_words.fairness(found),
            wave_words.design(found),
        ],
        "drift": wave_words.drift(found),
        "shifts": wave_words.shifts(found),
        "by_sex": wave_words.by_sex(found),
        "trusted": trust_words.sentences(found),
        "findings": trust_words.findings(found),
        "estimates": trust_words.estimates(found),
        "drawings": {name: charts.svg(figure) for name, figure in drawn.items()},
        "specs": {name: charts.plotly(figure) for name, figure in drawn.items()},
    }


def tables(found: Plain) -> list[tuple[str, wave_words.Rows]]:
    """The short tables of counts, each with its heading."""
    return [
        (_("完成"), wave_words.completion(found)),
        (_("问卷提示的下一步"), wave_words.bands(found)),
        (_("回答可不可靠"), wave_words.validity(found)),
        (_("请谈一次的原因"), wave_words.flags(found)),
        (_("后来怎样"), wave_words.follow_up(found)),
    ]


def figures(found: Plain) -> dict[str, charts.Figure]:
    """The drawings; each has its table beside it."""
    drawn = {}
    shown = [row for row in found["items"] if row["item_total_r"] is not None]
    if shown:
        drawn["parts"] = charts.Figure(
            kind="bar",
            title=_("每道题和其余题的相关"),
            labels=[row["name"] for row in shown],
            values=[max(row["item_total_r"], 0) for row in shown],
            notes=[row["r"] for row in wave_words.items(found) if row["r"] != "—"],
            most=1,
            unit="",
        )
    if found["bands"]:
        table = found["bands"]["grade"]
        drawn["bands"] = charts.Figure(
            kind="bar",
            title=_("问卷提示的下一步"),
            labels=[presenters.band_label(code) for code in table["columns"]],
            values=[cell["share"] for cell in table["column_totals"]],
            notes=[presenters.share_words(cell) for cell in table["column_totals"]],
        )
    return drawn | wave_drawings.figures(found) | trust_words.drawing(found)


def pdf(found: Plain, language: str) -> bytes:
    """The printed report."""
    return render.pdf("reports/wave_print.html", page(found), language=language)


def lines(found: Plain) -> Iterator[str]:
    """The report as text, cells apart by a tab."""
    made = page(found)
    yield made["title"]
    yield made["place"]
    yield from made["said"]
    for row in made["items"]:
        if row["few"]:
            yield f"{row['name']}\t" + _("少于 10 人答得和多数不同，不显示")
        else:
            yield "\t".join(row[name] for name in ("name", "mean", "sd", "r", "alpha"))
    for heading, rows in made["tables"]:
        yield f"{heading}："
        yield from ("\t".join([name, *values]) for name, values in rows)
    yield from (text for text in (*made["trusted"], *made["fairness"], *made["drift"]) if text)
    yield from ("\t".join([name, *values]) for name, values in made["estimates"])
    yield _("常模（人数、均值、P25、P50、P75、P90）：")
    yield from ("\t".join([name, *values]) for name, values in made["norms"])
    yield from ("· " + text for text in made["notes"])
    yield made["label"]
