"""One question, one set of options, one subscale, one rule: the editor's fields <-> a file's row."""

from collections.abc import Mapping
from typing import Any

from . import conditions
from .carried import (
    children,
    joined,
    pair,
    rest,
    span,
    split,
    text,
    unwrapped,
    whole,
    words,
    wrapped,
)

Row = dict[str, Any]
Value = dict[str, Any]
SEXES = ("m", "f")


def option_set_value(name: str, options: list[Row]) -> Value:
    """A named set of options as a block's value."""
    return {
        "name": name,
        "options": [
            {"code": row["code"], "value": row["value"], "zh": row["zh-hans"], "en": row["en"]}
            for row in options
        ],
    }


def option_rows(value: Mapping[str, Any]) -> list[Row]:
    """The options of such a set."""
    return [
        {
            "code": (row["code"] or "").strip(),
            "value": row["value"],
            **words(row["zh"] or "", row["en"] or ""),
        }
        for row in children(value["options"])
    ]


def question_row(value: Mapping[str, Any]) -> Row:
    """What a file says of this question."""
    row: Row = {"id": value["id"].strip(), "options": value["options"].strip()}
    row |= words(value["text_zh"], value["text_en"])
    for name in ("hint", "lead"):
        if value[f"{name}_zh"] or value[f"{name}_en"]:
            row[name] = words(value[f"{name}_zh"], value[f"{name}_en"])
    row |= {name: value[name] for name in ("criterion", "recall", "risk") if value[name]}
    row |= {name: True for name in ("reverse", "required") if value[name]}
    row |= {name: value[name] for name in ("met_at", "safety_at") if value[name] is not None}
    if not value["scored"]:
        row["scored"] = False
    if value["skip_when"]:
        row["skip_when"] = split(value["skip_when"])
    return {**unwrapped(value["more"]), **row}


def question_value(row: Row) -> Value:
    """The fields of one question of a file."""
    hint, lead, more = pair(row.get("hint")), pair(row.get("lead")), row.get("skip_when")
    skip = more if isinstance(more, list) else []
    value: Value = {
        "id": row["id"],
        "options": row["options"],
        "text_zh": text(row, "zh-hans"),
        "text_en": text(row, "en"),
        "hint_zh": hint[0],
        "hint_en": hint[1],
        "lead_zh": lead[0],
        "lead_en": lead[1],
        "criterion": text(row, "criterion"),
        "recall": text(row, "recall"),
        "risk": text(row, "risk"),
        "scored": row.get("scored") is not False,
        "reverse": row.get("reverse") is True,
        "required": row.get("required") is True,
        "met_at": whole(row, "met_at"),
        "safety_at": whole(row, "safety_at"),
        "skip_when": joined(skip),
        "more": "",
    }
    return {**value, "more": wrapped(row, question_row(value))}


def subscale_row(value: Mapping[str, Any]) -> Row:
    """What a file says under this subscale's code."""
    row: Row = {"items": split(value["items"])}
    if value["method"]:
        row["method"] = value["method"]
    return {**unwrapped(value["more"]), **row}


def subscale_value(code: str, row: Row) -> Value:
    """The fields of one subscale."""
    value: Value = {
        "code": code,
        "items": joined(row["items"]),
        "method": text(row, "method"),
        "more": "",
    }
    return {**value, "more": wrapped(row, subscale_row(value))}


def rule_row(value: Mapping[str, Any]) -> Row:
    """What a file says of this rule."""
    row: Row = {
        "code": value["code"].strip(),
        "band": value["band"],
        "tree": conditions.tree_of(value["condition"]),
        "name": words(value["name_zh"], value["name_en"]),
        "population": words(value["population_zh"], value["population_en"]),
        "source": value["source"],
    }
    if value["criterion"]:
        row["criterion"] = value["criterion"]
    scope: Row = {"sex": value["sex"]} if value["sex"] else {}
    if value["grade_from"] is not None and value["grade_to"] is not None:
        scope["grades"] = [value["grade_from"], value["grade_to"]]
    if scope:
        row["scope"] = scope
    return {**unwrapped(value["more"]), **row}


def rule_value(row: Row) -> Value:
    """The fields of one rule of a file."""
    scope = row.get("scope", {})
    first, last = span(scope.get("grades"))
    name, population = pair(row.get("name")), pair(row.get("population"))
    plain = not rest(scope, {"sex": scope.get("sex"), "grades": [first, last]})
    value: Value = {
        "code": row["code"],
        "name_zh": name[0],
        "name_en": name[1],
        "band": text(row, "band"),
        "condition": conditions.blocks_of(row["tree"]),
        "population_zh": population[0],
        "population_en": population[1],
        "criterion": text(row, "criterion"),
        "source": text(row, "source"),
        "sex": text(scope, "sex") if plain else "",
        "grade_from": first if plain else None,
        "grade_to": last if plain else None,
        "more": "",
    }
    return {**value, "more": wrapped(row, rule_row(value))}
