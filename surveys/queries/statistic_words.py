"""Figures of a questionnaire in sentences that a headteacher can use. Never a word about a child."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Plain = Mapping[str, Any]
ONE_CHILD, GROUPS, ROUGH = 0.90, 0.70, 0.50  # Nunnally & Bernstein 1994, ch. 7
LOOSE_ITEM = 0.20
RMSEA_FAIR, CFI_FAIR = 0.08, 0.90


def point(value: float | None, digits: int = 2) -> str:
    """.78 as the trade writes it; a dash where there is no figure."""
    if value is None:
        return "—"
    text = f"{value:.{digits}f}"
    if text.startswith("0."):
        return text[1:]
    return "-" + text[2:] if text.startswith("-0.") else text


def plain(value: float | None) -> str:
    """A figure with two places."""
    return "—" if value is None else f"{value:.2f}"


def percent(value: float | None) -> str:
    """A share in whole per cent."""
    return "—" if value is None else f"{100 * value:.0f}%"


def sentences(found: Plain) -> list[str]:
    """What the figures say, most important first."""
    said = [_people(found), alpha(found["alpha"])]
    said += [
        text for text in (_omega(found), _fit(found), _components(found), _halves(found)) if text
    ]
    said += [*_items(found), *ends(found)]
    return said


def _people(found: Plain) -> str:
    rule = {
        "listwise": _("只用每题都答了的人"),
        "pairwise": _("每一对题用两题都答了的人"),
    }[found["alpha"]["missing"]]
    facts = {"n": found["n"], "items": found["n_items"], "rows": found["n_rows"], "rule": rule}
    return _("%(items)s 道题，%(rows)s 行，算了 %(n)s 人（%(rule)s）。") % facts


def alpha(found: Plain) -> str:
    """Cronbach's alpha, its interval, and what it is good enough for."""
    value = found["value"]
    facts = {
        "value": point(value),
        "low": point(found["ci_low"]),
        "high": point(found["ci_high"]),
        "use": _use(value),
    }
    return _("α %(value)s [%(low)s, %(high)s]：%(use)s") % facts


def interval(found: Plain) -> str:
    """The figure and its interval."""
    return f"{point(found['value'])} [{point(found['ci_low'])}, {point(found['ci_high'])}]"


def _use(value: float) -> str:
    if value < 0:
        return _("题目互相矛盾，多半有反向题没有转过来，请核对。")
    if value < ROUGH:
        return _("题目合不到一起，总分先不要用。")
    if value < GROUPS:
        return _("只能粗略比较很大的群体，不能判断一个孩子。")
    if value < ONE_CHILD:
        return _("可以比较群体，不能判断一个孩子。")
    return _("可以看一个孩子前后的变化，但仍然只是谈话的由头，不是结论。")


def _omega(found: Plain) -> str:
    value = found["omega"]["value"]
    if value is None:
        return ""
    facts = {"value": point(value), "variant": found["omega"]["variant"]}
    return _("ω %(value)s（%(variant)s，一个因子，最大似然）。") % facts


def _fit(found: Plain) -> str:
    fit = found["one_factor"]
    if fit is None:
        return ""
    facts = {
        "chi2": f"{fit['chi2']:.1f}",
        "df": fit["df"],
        "cfi": point(fit["cfi"], 3),
        "tli": point(fit["tli"], 3),
        "rmsea": point(fit["rmsea"], 3),
    }
    figures = _("χ²(%(df)s) = %(chi2)s，CFI %(cfi)s，TLI %(tli)s，RMSEA %(rmsea)s") % facts
    if fit["df"] == 0:
        return _("%(figures)s：只有三道题，拟合总是完美，说明不了什么。") % {"figures": figures}
    if fit["cfi"] >= CFI_FAIR and fit["rmsea"] <= RMSEA_FAIR:
        return _("%(figures)s：这些题可以看成在问同一件事。") % {"figures": figures}
    return _("%(figures)s：这些题问的不像是同一件事，总分要小心用。") % {"figures": figures}


def _components(found: Plain) -> str:
    parallel = found["parallel_analysis"]
    if parallel is None:
        return ""
    facts = {"n": parallel["components"], "draws": parallel["draws"]}
    words = ngettext(
        "平行分析：%(n)s 个成分高于随机数据（主成分，第 95 百分位，%(draws)s 次）。",
        "平行分析：%(n)s 个成分高于随机数据（主成分，第 95 百分位，%(draws)s 次）。",
        facts["n"],
    )
    return words % facts


def _halves(found: Plain) -> str:
    half = found["split_half"]
    if half is None:
        return ""
    facts = {
        "r": point(half["r"]),
        "brown": point(half["spearman_brown"]),
        "guttman": point(half["guttman"]),
    }
    return _("奇偶分半：r %(r)s，Spearman-Brown %(brown)s，Guttman %(guttman)s。") % facts


def _items(found: Plain) -> list[str]:
    loose = [
        row["name"]
        for row in found["items"]
        if row["item_total_r"] is not None and row["item_total_r"] < LOOSE_ITEM
    ]
    if not loose:
        return []
    names = "、".join(loose)
    return [_("和其余的题合不拢的题（r < .20）：%(names)s。请看看它的文字。") % {"names": names}]


def item_lines(found: Plain) -> list[str]:
    """One line per item, cells apart by a tab."""
    head = [_("题目"), _("人数"), _("均值"), _("标准差"), _("与其余 r"), _("去掉后 α")]
    rows = [
        [
            row["name"],
            str(row["n"]),
            plain(row["mean"]),
            plain(row["sd"]),
            point(row["item_total_r"]),
            point(row["alpha_if_deleted"]),
        ]
        for row in found["items"]
    ]
    return ["\t".join(row) for row in [head, *rows]]


def ends(found: Plain) -> list[str]:
    """Too many at the lowest or the highest total."""
    total = found.get("total")
    if not total:
        return []
    said = []
    if total["floor_flagged"]:
        share = {"share": percent(found["floor"])}
        said.append(_("%(share)s 的人在最低分：分不出他们之间的差别（超过 15%% 就提示）。") % share)
    if total["ceiling_flagged"]:
        share = {"share": percent(found["ceiling"])}
        said.append(_("%(share)s 的人在最高分：分不出他们之间的差别（超过 15%% 就提示）。") % share)
    return said


def notes(found: Plain) -> list[str]:
    """What was left out or should be read with care."""
    return [text for text in (_note(row) for row in found["notes"]) if text]


def _note(row: Plain) -> str:
    if row["code"] == "constant_item":
        return _("「%(name)s」所有人答得一样，它的相关算不出来。") % {"name": row["name"]}
    if row["code"] == "improper":
        return _("单因子解不正常（有一题的独特方差到了零，Heywood），ω 和拟合要小心看。")
    if row["code"] == "looks_like_code":
        facts = {"name": row["name"], "value": f"{row['value']:g}"}
        return _("「%(name)s」里有 %(value)s，像是没有回答的代码，但当成了回答。") % facts
    if row["code"] == "left_out":
        names = {
            "one_factor": _("ω 和单因子拟合"),
            "split_half": _("分半"),
            "parallel_analysis": _("平行分析"),
            "floor": _("最低分和最高分"),
        }
        facts = {"what": names[row["what"]], "why": why(row["why"])}
        return _("没有算%(what)s：%(why)s") % facts
    return ""


def why(code: str) -> str:
    """Why a figure cannot be computed, and what would help."""
    return {
        "people": _("答全的人太少，人数要多于题数。"),
        "items": _("题太少，至少要两道（因子要三道）。"),
        "constant": _("有题目（或总分）所有人都一样。"),
        "singular": _("有题目可以由别的题算出来，请去掉重复的题。"),
        "group": _("每组至少要 200 人。"),
    }[code]


def refusal(code: str, facts: Plain) -> str:
    """What is wrong with a file, where, and how to mend it."""
    texts = {
        "large": _("文件太大，最多 %(limit)s MB。"),
        "encoding": _("文件读不懂：请存成 UTF-8 或 GB18030 的 CSV。"),
        "csv_broken": _("第 %(row)s 行的引号不成对，请改好再来。"),
        "empty": _("文件是空的。第一行写题目的名字，每人一行。"),
        "rows_none": _("只有题目的名字，没有人的回答。"),
        "rows_many": _("行数太多，最多 %(limit)s 行。"),
        "columns_many": _("列数太多，最多 %(limit)s 道题。"),
        "no_header": _("第一行全是数字，像是回答。请在最上面加一行题目的名字。"),
        "nameless": _("第 %(number)s 列没有名字，请写上题目的名字或去掉这一列。"),
        "twice": _("「%(column)s」这个名字用了两次，请改一个。"),
        "no_column": _("没有叫「%(column)s」的列。"),
        "no_such_item": _("没有「%(value)s」这道题：请用 1 到 %(items)s 的题号，或题目的名字。"),
        "ragged": _("第 %(row)s 行有 %(found)s 格，应该是 %(expected)s 格。"),
        "not_number": _(
            "第 %(row)s 行「%(column)s」是「%(value)s」，不是数字。"
            "请改成数字；没有回答就留空；不是题目的列请去掉，或用 --items 只选题目。"
        ),
        "unanswered": _("「%(column)s」一个回答也没有，请去掉这一列。"),
        "outside": _("「%(column)s」里有 %(value)s，不在 %(low)s 到 %(high)s 之间。"),
    }
    return texts[code] % facts
