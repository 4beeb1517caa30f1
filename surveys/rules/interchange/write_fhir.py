"""A definition -> FHIR R4 Questionnaire: weights as ordinalValue, the total as SDC formula.

What FHIR has no place for (cut-offs, rules, texts of ours) stands in two extensions of our own.
"""

import json
from collections.abc import Mapping
from typing import Any

from surveys.rules.definition import Definition
from surveys.rules.form import Form, parse

from .fhir.items import CALCULATED
from .fhir.weights import BASE
from .fhir.words import TRANSLATION
from .own import OWN, OWN_ITEM, head_of, rest_of

ORDINAL = BASE + "ordinalValue"
TOTAL = "total-score"


def to_fhir(definition: Definition) -> bytes:
    """The questionnaire as indented JSON; reading it back gives an equal definition."""
    return json.dumps(questionnaire(definition), ensure_ascii=False, indent=2).encode()


def questionnaire(definition: Definition) -> dict[str, Any]:
    """The resource as plain values."""
    form = parse(definition.questions, definition.scoring)
    scales = definition.scoring.get("subscales", {}).values()
    counted = set(form.scored).union(*(scale["items"] for scale in scales))
    gate = form.filter_place
    items = []
    for place, row in enumerate(definition.questions):
        item = _item(row, form, place, counted=row["id"] in counted)
        if gate is not None and place > gate:
            item |= _enabled(definition.questions[gate])
        items.append(item)
    total = _total(form)
    return {
        "resourceType": "Questionnaire",
        "extension": [{"url": OWN, "valueString": head_of(definition, ("title", "about"))}],
        "language": "zh-CN",
        "version": str(definition.number),
        "name": definition.code,
        **_said("title", definition.texts["title"]),
        "status": "active",
        "subjectType": ["Patient"],
        **_said("description", definition.texts["about"]),
        "copyright": str(definition.facts.get("rights", "")) or "-",
        "item": [*items, *([total] if total else [])],
    }


def _said(name: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Chinese in the element, English beside it as a translation."""
    inner = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": words["en"]}]
    translated = {"extension": [{"url": TRANSLATION, "extension": inner}]}
    return {name: words["zh-hans"], f"_{name}": translated}


def _item(row: Mapping[str, Any], form: Form, place: int, *, counted: bool) -> dict[str, Any]:
    item = form.items[place]
    options = []
    for number, option in enumerate(row["options"]):
        coding = {"code": option["code"], **_said("display", option["label"])}
        weight = {"url": ORDINAL, "valueDecimal": item.value(number)}
        options.append({"valueCoding": coding} | ({"extension": [weight]} if counted else {}))
    return {
        "extension": [{"url": OWN_ITEM, "valueString": rest_of(row, counted=counted)}],
        "linkId": row["id"],
        **_said("text", row["text"]),
        "type": "choice",
        "required": bool(row.get("required", False)),
        "answerOption": options,
    }


def _enabled(gate: Mapping[str, Any]) -> dict[str, Any]:
    """Asked only where the filter's answer does not make it not apply."""
    codes = [
        option["code"] for option in gate["options"] if option["code"] not in gate["skip_when"]
    ]
    rows = [
        {"question": gate["id"], "operator": "=", "answerCoding": {"code": code}} for code in codes
    ]
    return {"enableWhen": rows} | ({"enableBehavior": "any"} if len(rows) > 1 else {})


def _total(form: Form) -> dict[str, Any] | None:
    """The total as SDC expects it: a read-only item with a formula; none for rule-based forms."""
    method = form.scoring["total"]
    if not form.scored or TOTAL in form.position or method == "count":
        return None
    named = " or ".join(f"linkId='{name}'" for name in form.scored if "'" not in name)
    answered = f"%resource.item.where({named}).answer"
    added = f"{answered}.value.ordinal().sum()"
    if method == "mean":
        added = f"({added} / {len(form.scored)})"
    gaps = form.scoring.get("missing", {})
    if gaps.get("rule") != "zero":
        added = f"iif({answered}.count() = {len(form.scored)}, {added}, {{}})"
    value = {"language": "text/fhirpath", "expression": added}
    return {
        "extension": [{"url": CALCULATED, "valueExpression": value}],
        "linkId": TOTAL,
        **_said("text", {"zh-hans": "总分", "en": "Total"}),
        "type": "decimal",
        "readOnly": True,
    }
