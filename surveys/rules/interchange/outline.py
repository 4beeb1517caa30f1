"""A definition as `import_instrument --json` and the preview page show it: scores as they count."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from surveys.rules.definition import Definition
from surveys.rules.form import Form, Item, parse

MISSING = {
    "bounds": "all_required",
    "zero": "zero",
    "prorate": "prorate",
}


def outline(definition: Definition, language: str = "zh-hans") -> dict[str, Any]:
    """Title, items with the scores that count, ranges, and the rule for gaps."""
    form = parse(definition.questions, definition.scoring)
    low, high = reach(form, "total")
    scales = definition.scoring.get("subscales", {}).values()
    counted = set(form.scored).union(*(scale["items"] for scale in scales))
    return {
        "title": definition.texts["title"][language],
        "items": [
            _item(row, item, language, counts=item.id in counted)
            for row, item in zip(definition.questions, form.items, strict=True)
        ],
        "subscales": {
            code: _scale(form, code, scale, language)
            for code, scale in definition.scoring.get("subscales", {}).items()
        },
        "method": definition.scoring["total"],
        "min_total": low,
        "max_total": high,
        "missing_rule": missing_code(definition.scoring),
    }


def missing_code(scoring: Mapping[str, Any]) -> str:
    """all_required (a range is given while answers are missing), zero or prorate."""
    rule = scoring.get("missing", {})
    if scoring.get("total") == "count":
        return "bounds"
    if rule.get("max_share"):
        return "prorate"
    return MISSING.get(str(rule.get("rule", "bounds")), "all_required")


def reach(form: Form, scale: str) -> tuple[int | float | None, int | float | None]:
    """The lowest and highest figure of a scale when everything is answered."""
    members = [form.items[form.position[name]] for name in form.members(scale)]
    if not members:
        return None, None
    table = form.scoring if scale == "total" else form.scoring["subscales"][scale]
    method = table.get("method", form.scoring["total"]) if scale != "total" else table["total"]
    if method == "count":
        return 0, len(members)
    low = Fraction(sum(min(item.values) for item in members))
    high = Fraction(sum(max(item.values) for item in members))
    if method == "mean":
        low, high = low / len(members), high / len(members)
    return _plain(low), _plain(high)


def _plain(figure: Fraction) -> int | float:
    return int(figure) if figure.denominator == 1 else round(float(figure), 6)


def _item(row: Mapping[str, Any], item: Item, language: str, *, counts: bool) -> dict[str, Any]:
    """`weight` is null where the item is in no scale."""
    return {
        "id": item.id,
        "text": row["text"][language],
        "options": [
            {
                "label": option["label"][language],
                "weight": item.value(number) if counts else None,
            }
            for number, option in enumerate(row["options"])
        ],
        "scored": item.scored,
        "reverse": item.reverse,
        "required": item.required,
    }


def _scale(form: Form, code: str, scale: Mapping[str, Any], language: str) -> dict[str, Any]:
    low, high = reach(form, code)
    label = scale.get("name", {})
    return {
        "label": label.get(language) or next(iter(label.values()), code),
        "items": list(scale["items"]),
        "min": low,
        "max": high,
    }
