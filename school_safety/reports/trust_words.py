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
    said += [text for text in (_area(row), _cut(row), _two(row)) if text]
    return [*said, steady(found)]


def _area(row: Plain) -> str:
    """Said as what it is: a share of pairs."""
    if row["auc"] is None:
        return ""
    facts = {name: statistic_words.plain(row["auc"][name]) for name in ("value", "low", "high")}
    text = _(
        "随便拿一位有那件事的和一位没有的来比，前一位分数更高的机会是 %(value)s [%(low)s, %(high)s]"
        "（AUC；0.50 等于抛硬币，1.00 是从不出错；约 %(n)s 次谈话）。"
    )
    return text % {**facts, "n": row["auc"]["n"]}


def _cut(row: Plain) -> str:
    if row["best_cut"] is None:
        return ""
    found = row["best_cut"]
    facts = {name: f"{found[name]:g}" for name in ("score", "low", "high")}
    facts |= {name: f"{100 * found[name]:.0f}%" for name in ("sensitivity", "specificity")}
    text = _(
        "照本区谈过的看，从 %(score)s 分起请来谈最合适 [%(low)s, %(high)s]：找到 %(sensitivity)s，"
        "没有那件事的有 %(specificity)s 不用请（Youden）。换不换界值，仍由两位审核的老师定。"
    )
    return text % facts


def _two(row: Plain) -> str:
    if row["agreement"] is None:
        return _("两位老师一起谈、各自判断的还不到 30 次，说不出谈话本身有多准。")
    found = row["agreement"]
    facts = {
        name: statistic_words.plain(found["yes_no"][name]) for name in ("value", "low", "high")
    }
    facts |= {"steps": statistic_words.plain(found["steps"]["value"]), "n": str(found["n"])}
    text = _(
        "两位老师听同一次谈话、各自判断，约 %(n)s 次：是不是那件事，κ %(value)s [%(low)s, %(high)s]；"
        "分三档看（线性加权），κ %(steps)s。"
    )
    return text % facts


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
