"""Frozen figures in words, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from school_safety.schools.choices import Boarding, Sex
from school_safety.web import dates
from school_safety.web.charts import Figure
from surveys.choices import Band

from .models import Publication

FLAGGED = str(Band.FLAGGED.value)
Plain = dict[str, Any]


@dataclass(frozen=True)
class View:
    """One table of a publication: heading, columns, rows of words."""

    key: str
    title: str
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    last: tuple[str, list[str]]


def words(cell: Plain, *, share: bool = True) -> str:
    """A protected count as it is read: figure and share, or why there is none."""
    if cell["code"] == "hidden":
        return _("不显示")
    if cell["code"]:
        return share_words(cell)
    if share and cell["share"] is not None:
        return f"{cell['n']} · {cell['share']}%"
    return str(cell["n"])


def share_words(cell: Plain) -> str:
    """The share alone."""
    if cell["code"] == "hidden" or cell["share"] is None:
        return _("不显示")
    return {"high": f"≥{cell['share']}%", "low": f"≤{cell['share']}%"}.get(
        cell["code"], f"{cell['share']}%"
    )


def band_label(code: str) -> str:
    """What a band asks for, never what somebody is."""
    return str(Band(int(code)).label)


def row_label(view: str, name: str) -> str:
    """A grade, a sex, or where somebody sleeps, in words."""
    if view == "boarding":
        return str(dict(Boarding.choices).get(name, _("未填")))
    if view == "sex":
        return str(dict(Sex.choices).get(name, name))
    grades = "–".join(part.lstrip("0") for part in name.split("-"))
    return _("%(grade)s 年级") % {"grade": grades}


def title(publication: Publication) -> str:
    """The questionnaire's name."""
    return publication.payload["title"]["en" if get_language() == "en" else "zh"]


def sentence(publication: Publication) -> str:
    """What the figures say, in one sentence."""
    table = publication.payload["views"]["grade"]
    flagged = table["column_totals"][table["columns"].index(FLAGGED)]
    facts = {"n": table["total"]["n"], "share": share_words(flagged)}
    if flagged["code"] == "hidden":
        return _("约 %(n)s 名学生答了问卷；需要老师谈一次的人数太少，不显示。") % facts
    return _("约 %(n)s 名学生答了问卷，其中 %(share)s 请老师谈一次。") % facts


def stats(publication: Publication) -> list[dict[str, str]]:
    """Four figures, each with a sentence and its day."""
    payload = publication.payload
    table = payload["views"]["grade"]
    by_band = dict(zip(table["columns"], table["column_totals"], strict=True))
    since = _("截至 %(day)s") % {"day": dates.day(date.fromisoformat(payload["until"]))}
    schools = payload["schools"]
    return [
        {
            "title": _("结束了的学校"),
            "figure": str(schools),
            "text": ngettext("%(n)s 所学校的批次已结束。", "%(n)s 所学校的批次已结束。", schools)
            % {"n": schools},
            "since": since,
        },
        {
            "title": _("答了问卷的学生"),
            "figure": words(table["total"]),
            "text": _("四舍五入到 5。没有参加的学生做的是另一份小任务，不在这里。"),
            "since": since,
        },
        {
            "title": band_label(FLAGGED),
            "figure": share_words(by_band[FLAGGED]),
            "text": _("提示只是请老师去谈一次，不是结论。"),
            "since": since,
        },
        {
            "title": band_label("0"),
            "figure": share_words(by_band["0"]),
            "text": _("这不等于没有困难，老师照常留意。"),
            "since": since,
        },
    ]


def views(publication: Publication) -> list[View]:
    """The tables of a publication."""
    named = {"grade": _("按年级"), "sex": _("按性别")}
    made = []
    for key, table in publication.payload["views"].items():
        made.append(
            View(
                key=key,
                title=named[key],
                columns=[_("答了的学生"), *(band_label(code) for code in table["columns"])],
                rows=[
                    (
                        row_label(key, row["name"]),
                        [words(row["total"]), *(words(cell) for cell in row["cells"])],
                    )
                    for row in table["rows"]
                ],
                last=(
                    _("全区"),
                    [words(table["total"]), *(words(cell) for cell in table["column_totals"])],
                ),
            )
        )
    return made


def bands(publication: Publication) -> list[tuple[str, str]]:
    """The district's own line, band by band."""
    table = publication.payload["views"]["grade"]
    return [
        (band_label(code), words(cell))
        for code, cell in zip(table["columns"], table["column_totals"], strict=True)
    ]


def completion_rows(publication: Publication) -> list[tuple[str, list[str]]]:
    """School, invited, handed in."""
    key = "school_en" if get_language() == "en" else "school"
    return [
        (row[key], [words(row["invited"]), words(row["done"])])
        for row in publication.payload["completion"]
    ]


def figures(publication: Publication) -> dict[str, Figure]:
    """The charts of a publication."""
    table = publication.payload["views"]["grade"]
    key = "school_en" if get_language() == "en" else "school"
    flagged = table["columns"].index(FLAGGED)
    schools = publication.payload["completion"]
    grades = [row["cells"][flagged] for row in table["rows"]]
    drawn = {
        "completion": _bar(
            _("交了的比例，按学校"), [row[key] for row in schools], [row["done"] for row in schools]
        ),
        "bands": _bar(
            _("问卷提示的下一步，全区"),
            [band_label(code) for code in table["columns"]],
            table["column_totals"],
        ),
    }
    if sum(cell["share"] is not None for cell in grades) > 1:  # a single bar compares nothing
        labels = [row_label("grade", row["name"]) for row in table["rows"]]
        drawn["grades"] = _bar(_("请谈一次的比例，按年级"), labels, grades)
    return drawn


def _bar(name: str, labels: list[str], cells: list[Plain]) -> Figure:
    return Figure(
        kind="bar",
        title=name,
        labels=labels,
        values=[cell["share"] for cell in cells],
        notes=[share_words(cell) for cell in cells],
    )
