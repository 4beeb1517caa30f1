"""How far a questionnaire can be trusted, in words: what talks found, how steady the score is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from interventions.choices import Finding
from school_safety.web.charts import Figure
from surveys.queries import statistic_words

from .presenters import words as cell

Plain = Mapping[str, Any]
Rows = list[tuple[str, list[str]]]


def findings(found: Plain) -> Rows:
    """What talks with those whom the questionnaire had picked showed."""
    rows = found["calibration"]["findings"]
    return [(str(Finding(word).label), [cell(row)]) for word, row in rows.items()]


def sentences(found: Plain) -> list[str]:
    """Most important first; what cannot be said is said too."""
    row = found["calibration"]
    said = [text for text in (_ppv(row), _missed(row), _spared(row), _npv(row)) if text]
    if row["why"] == "no_lot":
        said.append(
            _("还没有抽签请过没被提示的同学：只能说提示的里面有几成得到确认，说不出漏掉了多少。")
        )
    elif row["why"] == "few":
        said.append(_("谈过的还太少（两种同学各要 30 位），先不说这份问卷找得准不准。"))
    return [*said, steady(found)]


def _ppv(row: Plain) -> str:
    if row["ppv"] is None:
        return ""
    return _("问卷请来谈的，约 %(value)s 谈下来就是那件事 [%(low)s, %(high)s]。") % _facts(
        row["ppv"]
    )


def _missed(row: Plain) -> str:
    if row["sensitivity"] is None:
        return ""
    text = _("真有那件事的同学，问卷大约找到了 %(value)s [%(low)s, %(high)s]，其余的漏掉了。")
    return text % _facts(row["sensitivity"])


def _spared(row: Plain) -> str:
    if row["specificity"] is None:
        return ""
    text = _("没有那件事的同学，大约 %(value)s 没有被请 [%(low)s, %(high)s]。")
    return text % _facts(row["specificity"])


def _npv(row: Plain) -> str:
    if row["npv"] is None:
        return ""
    text = _("没被问卷提示的，约 %(value)s 谈下来确实没有 [%(low)s, %(high)s]。")
    return text % _facts(row["npv"])


def _facts(share: Plain) -> dict[str, str]:
    return {name: f"{100 * share[name]:.0f}%" for name in ("value", "low", "high")}


def steady(found: Plain) -> str:
    """Test-retest from children who answered twice."""
    row = found["retest"]
    if row is None:
        return _("隔一周到一百天答过两次、中间没有人跟的同学还不到 30 位，说不出分数稳不稳。")
    facts = {
        "n": row["n"],
        "icc": statistic_words.point(row["icc"]),
        "low": statistic_words.point(row["ci_low"]),
        "high": statistic_words.point(row["ci_high"]),
        "srd": f"{row['srd']:.1f}",
    }
    text = _(
        "约 %(n)s 位同学答过两次：ICC %(icc)s [%(low)s, %(high)s]；一个孩子至少差 %(srd)s 分，才算真的变了。"
    )
    return text % facts


def estimates(found: Plain) -> Rows:
    """The four shares with their intervals; only those that may be said."""
    labels = _labels()
    rows = [(labels[name], found["calibration"][name]) for name in labels]
    return [
        (label, [f"{100 * row['value']:.0f}%", f"{100 * row['low']:.0f}–{100 * row['high']:.0f}%"])
        for label, row in rows
        if row is not None
    ]


def _labels() -> dict[str, str]:
    return {
        "ppv": _("请来谈的，确认了"),
        "sensitivity": _("该找的，找到了"),
        "specificity": _("不该找的，没找"),
        "npv": _("没请的，确实没有"),
    }


def drawing(found: Plain) -> dict[str, Figure]:
    """The same four as bars with their intervals."""
    labels = _labels()
    rows = {name: found["calibration"][name] for name in labels}
    shown = {name: row for name, row in rows.items() if row is not None}
    if not shown:
        return {}
    return {
        "trust": Figure(
            kind="bar",
            title=_("谈下来和问卷对得上吗"),
            labels=[labels[name] for name in shown],
            values=[100 * row["value"] for row in shown.values()],
            notes=[f"{100 * row['value']:.0f}%" for row in shown.values()],
            spans=[(100 * row["low"], 100 * row["high"]) for row in shown.values()],
        )
    }
