"""How well a questionnaire worked at each school, in words, for whoever reads the district's figures."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school_safety.web.charts import Figure
from surveys.queries import statistic_words as words

Plain = Mapping[str, Any]


def rows(payload: Plain) -> list[dict[str, Any]]:
    """One per school: a sentence, the figures, and what to look at. Empty in old publications."""
    return [_row(each) for each in payload.get("quality", [])]


def _row(each: Plain) -> dict[str, Any]:
    name = each["school_en" if get_language() == "en" else "school"]
    if each["n"] is None:
        text = _("还没有算，或者答全的人少于 10 人。")
        return {"name": name, "few": True, "said": text}
    fit = each["one_factor"] or {}
    return {
        "name": name,
        "few": False,
        "said": words.alpha(each["alpha"]),
        "n": each["n"],
        "omega": words.point(each["omega"]["value"]),
        "cfi": words.point(fit.get("cfi")),
        "rmsea": words.point(fit.get("rmsea")),
        "components": (each["parallel_analysis"] or {}).get("components", "—"),
        "floor": words.percent(each["floor"]),
        "ceiling": words.percent(each["ceiling"]),
    }


def figures(payload: Plain) -> dict[str, Figure]:
    """Alpha, school by school; nothing to draw where nothing is shown."""
    shown = [each for each in payload.get("quality", []) if each["n"] is not None]
    if not shown:
        return {}
    key = "school_en" if get_language() == "en" else "school"
    alphas = [each["alpha"] for each in shown]
    drawn = Figure(
        kind="bar",
        title=_("题目合得拢吗：α，按学校"),
        labels=[each[key] for each in shown],
        values=[max(alpha["value"], 0) for alpha in alphas],
        notes=[words.interval(alpha) for alpha in alphas],
        most=1,
        unit="",
    )
    return {"alphas": drawn}
