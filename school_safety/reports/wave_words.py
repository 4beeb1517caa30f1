"""The figures of a wave in words: sentences, and tables of words. Never a word about a child."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school_safety.schools.choices import Sex
from surveys.choices import Band, Validity
from surveys.queries import statistic_words

from .presenters import row_label, share_words
from .presenters import words as cell

Plain = Mapping[str, Any]
Rows = list[tuple[str, list[str]]]
ONE_GROUP, GROUP = "one_group", "group"


def title(found: Plain) -> str:
    """The questionnaire and the wave."""
    head = found["wave"]
    return f"{head['questionnaire'][_key()]} · {head['title']}"


def place(found: Plain) -> str:
    """The school, and when the wave ended."""
    head = found["wave"]
    school = head["school_en" if get_language() == "en" else "school"]
    return _("%(school)s · %(day)s 结束") % {"school": school, "day": head["closed_on"]}


def label(found: Plain) -> str:
    """What this questionnaire is and is not."""
    return str(found["wave"]["label"][_key()])


def _key() -> str:
    return "en" if get_language() == "en" else "zh-hans"


def sentences(found: Plain) -> list[str]:
    """How good the questionnaire was here; nothing where fewer than ten answered everything."""
    if found["n"] is None:
        return [_("答全的人少于 10 人，题目的统计不算。")]
    said = statistic_words.sentences(found)
    sure = found["without_caution"]
    if sure and sure["alpha"]:
        facts = {"alpha": statistic_words.point(sure["alpha"]["value"])}
        said.append(_("不算要小心看的答卷，α 是 %(alpha)s。") % facts)
    return said


def notes(found: Plain) -> list[str]:
    """What was left out."""
    return statistic_words.notes({"notes": [row for row in found["notes"] if row["code"] != "few"]})


def completion(found: Plain) -> Rows:
    """Invited and handed in; both paths alike."""
    row = found["completion"]
    return [(_("应交"), [cell(row["invited"])]), (_("交了"), [cell(row["handed_in"])])]


def validity(found: Plain) -> Rows:
    """How far the answers hold."""
    labels = {"ok": Validity.OK, "caution": Validity.CAUTION, "invalid": Validity.INVALID}
    return [(str(labels[name].label), [cell(row)]) for name, row in found["validity"].items()]


def flags(found: Plain) -> Rows:
    """What asked for a talk. One sheet may ask in two ways."""
    labels = {"cut": _("达到界值"), "talk": _("自己想找老师聊聊"), "safety": _("安全题")}
    return [(labels[name], [cell(row)]) for name, row in found["flags"].items()]


def follow_up(found: Plain) -> Rows:
    """What became of it."""
    labels = {
        "cases": _("有个案的"),
        "talked": _("谈过的"),
        "confirmed": _("确认需要支持"),
        "dismissed": _("谈过，不需要跟进"),
        "waiting": _("还没有决定"),
    }
    return [(labels[name], [cell(row)]) for name, row in found["follow_up"].items()]


def bands(found: Plain) -> Rows:
    """The next step that the questionnaire suggests, over the whole wave."""
    if found["bands"] is None:
        return []
    table = found["bands"]["grade"]
    return [
        (str(Band(int(code)).label), [cell(row)])
        for code, row in zip(table["columns"], table["column_totals"], strict=True)
    ]


def items(found: Plain) -> list[dict[str, Any]]:
    """One line per item; `few` where hardly anybody differs."""
    point, plain = statistic_words.point, statistic_words.plain
    return [
        {
            "name": row["name"],
            "few": row["few"],
            "mean": plain(row["mean"]),
            "sd": plain(row["sd"]),
            "r": point(row["item_total_r"]),
            "alpha": point(row["alpha_if_deleted"]),
        }
        for row in found["items"]
    ]


def norms(found: Plain) -> Rows:
    """Grade and sex, how many, mean, quartiles; a dash where too few stand on one side."""
    made: Rows = []
    for row in found["norms"]:
        parts = [
            row_label("grade", row["grade"]) if row["grade"] else _("所有年级"),
            str(Sex(row["sex"]).label) if row["sex"] else "",
        ]
        shown = [_("不显示") if row["n"] is None else str(row["n"])]
        shown.append("—" if row["mean"] is None else f"{row['mean']:.1f}")
        shown += [_percentile(row, share) for share in ("25", "50", "75", "90")]
        made.append((" · ".join(part for part in parts if part), shown))
    return made


def _percentile(row: Plain, share: str) -> str:
    value = row["percentiles"].get(share)
    return "—" if value is None else f"{value:g}"


def groups(found: Plain) -> Rows:
    """The share that is asked for a talk, group by group, with its interval."""
    made: Rows = []
    for view, rows in found["fairness"]["flagged"].items():
        for row in rows:
            span = ""
            if row["low"] is not None:
                span = f"{100 * row['low']:.0f}–{100 * row['high']:.0f}%"
            made.append((row_label(view, row["name"]), [share_words(row), span or "—"]))
    return made


def fairness(found: Plain) -> list[str]:
    """Whether single questions work otherwise for girls and boys, for older and younger."""
    names = {"sex": _("女生和男生"), "grade": _("高年级和低年级")}
    return [_bias(names[view], found["fairness"][view]) for view in names]


def _bias(groups: str, row: Plain) -> str:
    if row["items"] is None:
        if row["why"] == ONE_GROUP:
            return _("%(groups)s：只有一个年级，没有可比的。") % {"groups": groups}
        return _("%(groups)s：每组不到 200 人，还不能看单个题目是否公平。") % {"groups": groups}
    odd = [each["name"] for each in row["items"] if _is_odd(each)]
    if not odd:
        return _("%(groups)s：总分相同的人答每道题都差不多。") % {"groups": groups}
    facts = {"groups": groups, "names": "、".join(odd)}
    return _("%(groups)s：总分相同时，这些题答得不一样：%(names)s。请看看它们的文字。") % facts


def _is_odd(row: Plain) -> bool:
    small = [each for each in (row["p_uniform"], row["p_non_uniform"]) if each is not None]
    return row["ets"] in {"B", "C"} and min(small, default=1) < 0.05


def overlap(found: Plain) -> list[str]:
    """Whether one group is asked for a talk more often than another, beyond chance."""
    said = []
    for view, rows in found["fairness"]["flagged"].items():
        known = [row for row in rows if row["low"] is not None]
        if len(known) < 2:
            continue
        most, least = (
            max(known, key=lambda row: row["low"]),
            min(known, key=lambda row: row["high"]),
        )
        if most["low"] <= least["high"]:
            said.append(_("%(groups)s：区间互相重叠，看不出哪一组更容易被请来谈。") % _view(view))
            continue
        facts = {"more": row_label(view, most["name"]), "less": row_label(view, least["name"])}
        text = _(
            "%(more)s比%(less)s更常被请来谈，区间不重叠：请想一想，是孩子不同，还是题目不公平。"
        )
        said.append(text % facts)
    return said


def _view(view: str) -> dict[str, str]:
    words = {"sex": _("女生和男生"), "boarding": _("住校生和走读生")}
    return {"groups": words.get(view, _("各年级"))}


def by_sex(found: Plain) -> str:
    """Where girls and boys of one grade stand furthest apart."""
    means = {(row["grade"], row["sex"]): row["mean"] for row in found["norms"] if row["sex"]}
    both = [
        (abs(girls - boys), grade, girls, boys)
        for (grade, sex), girls in means.items()
        if sex == "f" and girls is not None and (boys := means.get((grade, "m"))) is not None
    ]
    if not both:
        return ""
    _far, grade, girls, boys = max(both)
    facts = {"grade": row_label("grade", grade), "girls": f"{girls:.1f}", "boys": f"{boys:.1f}"}
    return _("女生和男生差得最多的是%(grade)s：平均 %(girls)s 分和 %(boys)s 分。") % facts


def design(found: Plain) -> str:
    """What it means that classmates are alike."""
    row = found["design"]
    if row is None:
        return ""
    facts = {"effect": f"{row['effect']:.1f}", "rho": statistic_words.point(row["rho"])}
    return _("同班的人答得有些像（ρ %(rho)s）：比例的不确定程度要乘 √%(effect)s。") % facts


def shifts(found: Plain) -> Rows:
    """Total and items, now less then, in units of the pooled spread."""
    row = found["drift"]
    if row is None:
        return []
    made: Rows = [(each["name"], [f"{each['shift']:+.1f}"]) for each in row["items"]]
    whole = row["score_in_sd"]
    if whole is None:
        return made
    value = f"{whole['value']:+.1f} [{whole['low']:+.1f}, {whole['high']:+.1f}]"
    return [(_("平均分"), [value]), *made]


def drift(found: Plain) -> list[str]:
    """Now against the wave before."""
    row = found["drift"]
    if row is None:
        return [_("这所学校以前没有用过同一版问卷，没有可比的。")]
    said = []
    if row["score"]:
        said.append(_moved(_("平均分"), row["score"], row["since"], 1, ""))
    if row["flagged"]:
        said.append(_moved(_("请谈一次的比例"), row["flagged"], row["since"], 100, "%"))
    large = [each["name"] for each in row["items"] if abs(each["shift"]) >= 0.5]
    if large:
        facts = {"names": "、".join(large)}
        said.append(_("变动大的题（半个标准差以上）：%(names)s。") % facts)
    return said or [_("人数太少，和上一次比不出来。")]


def _moved(what: str, row: Plain, since: str, times: int, unit: str) -> str:
    facts = {
        "what": what,
        "day": since,
        "value": f"{times * row['value']:+.{0 if unit else 1}f}{unit}",
        "low": f"{times * row['low']:+.{0 if unit else 1}f}",
        "high": f"{times * row['high']:+.{0 if unit else 1}f}",
    }
    if row["moved"]:
        return _("%(what)s比 %(day)s 那次变了 %(value)s [%(low)s, %(high)s]。") % facts
    text = _("%(what)s和 %(day)s 那次差不多：%(value)s [%(low)s, %(high)s]，在偶然范围内。")
    return text % facts
