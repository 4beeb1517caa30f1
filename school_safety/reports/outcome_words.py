"""The page of outcomes in words: sentences, a chart with its table, and what it cannot show."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.choices import Domain, FeedbackItem, Level, Tap
from interventions.queries.outcomes import CONFIRMED, DISMISSED, WAITING, Outcomes
from school_safety.web import charts
from surveys.queries import statistic_words

from .outcomes import DOMAINS, WEEKS, Asked, Measured, Reliable, Speed
from .suppression import Shown


def steps(found: Outcomes) -> list[tuple[str, int]]:
    """From a signal to help."""
    return [
        (str(_("收到线索")), found.signals),
        (str(_("见到了人")), found.talked),
        (str(_("确认需要支持")), found.confirmed),
        (str(_("有了支持方案")), found.helped),
    ]


def asides(found: Outcomes) -> list[tuple[str, int]]:
    """Other ways a signal ends; none of them is a failure."""
    return [
        (str(_("谈过，不需要跟进")), found.dismissed),
        (str(_("家里这次不想要")), found.declined),
    ]


def drawing(found: Outcomes) -> str:
    """The same four steps as bars."""
    rows = steps(found)
    most = max(found.signals, 1)
    figure = charts.Figure(
        kind="bar",
        title=_("从线索到支持"),
        labels=[_("线索"), _("见到了"), _("确认了"), _("有方案")],  # short: phones draw them large
        values=[100 * n / most for _label, n in rows],
        notes=[str(n) for _label, n in rows],
    )
    return charts.svg(figure)


def speed_rows(rows: list[Speed]) -> list[dict[str, Any]]:
    """Level by level; a level that nobody had is left out."""
    return [
        {
            "level": Level(row.level).label,
            "n": row.n,
            "in_time": _("%(n)s / %(all)s") % {"n": row.in_time, "all": row.n},
            "median": lasted(row.median),
            "ninetieth": lasted(row.ninetieth),
        }
        for row in rows
        if row.n
    ]


def lasted(hours: float | None) -> str:
    """Minutes, hours or days, as people say it."""
    if hours is None:
        return "—"
    if hours < 1:
        return _("%(n)s 分钟") % {"n": round(hours * 60)}
    if hours < 48:
        return _("%(n)s 小时") % {"n": round(hours)}
    return _("%(n)s 天") % {"n": f"{hours / 24:.1f}"}


def measure_rows(rows: list[Measured]) -> list[dict[str, Any]]:
    """One line for each measure."""
    return [_measure(row) for row in rows]


def reliable_lines(rows: list[Reliable]) -> list[str]:
    """One sentence for each questionnaire whose reliability is known here."""
    return [_reliable(row) for row in rows]


def _reliable(row: Reliable) -> str:
    facts = {
        "name": row.code,
        "value": statistic_words.point(row.measured.reliability),
        "source": _("重测 ICC") if row.measured.source == "retest" else "α",
        "n": row.measured.n,
        "needed": f"{row.needed:.1f}",
        "less": _counted(row.less),
        "same": _counted(row.same),
        "more": _counted(row.more),
    }
    text = _(
        "%(name)s 的本地信度是 %(value)s（%(source)s，%(n)s 人）：至少差 %(needed)s 分才算真的变了。"
        "真的少了：%(less)s；没有变：%(same)s；真的多了：%(more)s。"
    )
    return text % facts


def _counted(cell: Shown) -> str:
    """A count, or the share where only that may be said."""
    return share(cell) if cell.code in {"high", "low"} else count(cell)


def _measure(row: Measured) -> dict[str, Any]:
    line: dict[str, Any] = {"name": name(row.code), "n": count(row.n), "few": row.found is None}
    if row.found is not None:
        line |= {
            "before": f"{row.found.before:.1f}",
            "after": f"{row.found.after:.1f}",
            "change": f"{row.found.mean:+.1f}",
            "interval": _("%(low)s 到 %(high)s")
            % {"low": f"{row.found.low:+.1f}", "high": f"{row.found.high:+.1f}"},
            "effect": "—" if row.found.effect is None else f"{row.found.effect:+.2f}",
            "better": _("越低越好") if row.less_is_better else _("越高越好"),
        }
    return line


def name(code: str) -> str:
    """A measure in words; a questionnaire by its code."""
    known = {
        DOMAINS: _("各方面的情况（%(n)s 个方面合起来，辅导老师看的）") % {"n": len(Domain)},
        WEEKS: _("每周小结（学生填的，0 到 6）"),
    }
    return str(known.get(code, code))


def count(cell: Shown) -> str:
    """A protected count."""
    return _("少于 10") if cell.code == "hidden" else str(cell.n)


def asked_rows(rows: list[Asked]) -> list[dict[str, Any]]:
    """The three questions after the end."""
    return [
        {
            "item": FeedbackItem(row.item).label,
            "n": count(row.n),
            "answers": [share(cell) for cell in row.answers],
        }
        for row in rows
    ]


def taps() -> list[str]:
    """What could be answered."""
    return [str(tap.label) for tap in Tap]


def share(cell: Shown) -> str:
    """A protected share."""
    if cell.code == "hidden" or cell.share is None:
        return _("不显示")
    sign = {"high": "≥", "low": "≤"}.get(cell.code, "")
    return f"{sign}{cell.share}%"


def level_rows(counted: dict[int, dict[str, int]]) -> list[dict[str, Any]]:
    """What a questionnaire suggested against what a person found."""
    return [
        {
            "level": Level(level).label,
            "confirmed": row[CONFIRMED],
            "dismissed": row[DISMISSED],
            "waiting": row[WAITING],
        }
        for level, row in counted.items()
        if sum(row.values())
    ]
