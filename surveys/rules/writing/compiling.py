"""All fields of a draft <-> the data of a questionnaire file. Reading that data is one place only:
`surveys.rules.definition.read`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from surveys.rules.definition import TEXTS

from . import pieces
from .carried import children, pair, rest, same, span, text, whole, words

Fields = dict[str, Any]
Data = dict[str, Any]
MORE_TEXTS = ("after",)  # texts that a form may have or not
SHARES = ("expected_low", "expected_middle", "expected_high")


def data_of(fields: Mapping[str, Any], number: int = 1) -> Data:
    """The file that these fields are."""
    kept = fields.get("kept") or {}
    data: Data = {
        **kept.get("data", {}),
        "code": fields["code"],
        "number": number,
        "kind": fields["kind"],
        **_facts(fields, kept.get("expected", {})),
        **{name: words(*_texts(fields, name)) for name in TEXTS},
        **{name: words(*_texts(fields, name)) for name in MORE_TEXTS if any(_texts(fields, name))},
        "options": {
            value["name"].strip(): pieces.option_rows(value)
            for value in children(fields["option_sets"])
        },
        "questions": [pieces.question_row(value) for value in children(fields["questions"])],
        "scoring": {**kept.get("scoring", {}), **_scoring(fields)},
    }
    return {key: value for key, value in data.items() if key not in kept.get("without", ())}


def fields_of(data: Mapping[str, Any]) -> Fields:
    """The fields of a file. What they cannot hold goes into `kept`, as it stands."""
    fields: Fields = {"code": data["code"], "kind": data.get("kind", "screening"), "kept": {}}
    for name in (*TEXTS, *MORE_TEXTS):
        fields[f"{name}_zh"], fields[f"{name}_en"] = pair(data.get(name))
    fields |= _fact_fields(data) | _score_fields(data["scoring"])
    fields["option_sets"] = [
        _block("option_set", pieces.option_set_value(name, rows))
        for name, rows in data["options"].items()
    ]
    fields["questions"] = [
        _block("question", pieces.question_value(row)) for row in data["questions"]
    ]
    fields["kept"] = _kept(data, data_of(fields, data["number"]))
    return fields


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, str]:
    return fields[f"{name}_zh"], fields[f"{name}_en"]


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _kept(data: Mapping[str, Any], back: Data) -> dict[str, Any]:
    nested = {"expected", "scoring"}
    own = {key: value for key, value in data.items() if key not in nested}
    found = {
        "data": rest(own, back),
        "expected": rest(data.get("expected", {}), back.get("expected", {})),
        "scoring": rest(data["scoring"], back["scoring"]),
        "without": sorted(set(back) - set(data)),
    }
    return {name: value for name, value in found.items() if value}


# ---- facts ------------------------------------------------------------------------------------
def _facts(fields: Mapping[str, Any], expected: Mapping[str, Any]) -> Data:
    facts: Data = {
        "grades": [fields["grade_from"], fields["grade_to"]],
        "minutes": fields["minutes"],
        "recall": fields["recall"],
        "rights": fields["rights"],
        "sources": [line.strip() for line in fields["sources"].splitlines() if line.strip()],
    }
    rates: Data = dict(expected)
    if all(fields[name] is not None for name in SHARES):
        rates |= {"rates": [_share(fields[name]) for name in SHARES]}
    if fields["expected_source"]:
        rates["source"] = fields["expected_source"]
    return {**facts, "expected": rates} if rates else facts


def _share(percent: Decimal | float | str) -> float:
    return float(Decimal(str(percent)) / 100)


def _percents(rates: Any) -> list[Decimal | None]:
    """Three shares in per cent, where they come back exactly."""
    nothing: list[Decimal | None] = [None, None, None]
    if not isinstance(rates, list) or len(rates) != 3:
        return nothing
    found = [(Decimal(str(rate)) * 100).quantize(Decimal("0.001")) for rate in rates]
    return list(found) if same([_share(each) for each in found], rates) else nothing


def _fact_fields(data: Mapping[str, Any]) -> Fields:
    expected = data.get("expected", {})
    first, last = span(data.get("grades"))
    sources = data.get("sources", [])
    return {
        "grade_from": first,
        "grade_to": last,
        "minutes": whole(data, "minutes"),
        "recall": text(data, "recall"),
        "rights": text(data, "rights"),
        "sources": "\n".join(sources),
        **dict(zip(SHARES, _percents(expected.get("rates")), strict=True)),
        "expected_source": text(expected, "source"),
    }


# ---- scoring ----------------------------------------------------------------------------------
def _scoring(fields: Mapping[str, Any]) -> Data:
    scoring: Data = {"total": fields["total"]}
    for name in ("met_at", "strict_at"):
        if fields[name] is not None:
            scoring[name] = fields[name]
    if fields["missing_rule"]:
        scoring["missing"] = {"rule": fields["missing_rule"]}
        if fields["missing_share"] is not None:
            scoring["missing"]["max_share"] = _share(fields["missing_share"])
    if fields["routing"]:
        scoring["routing"] = fields["routing"]
    scales = {
        value["code"].strip(): pieces.subscale_row(value) for value in children(fields["subscales"])
    }
    rules = [pieces.rule_row(value) for value in children(fields["rules"])]
    return scoring | ({"subscales": scales} if scales else {}) | ({"rules": rules} if rules else {})


def _score_fields(scoring: Mapping[str, Any]) -> Fields:
    missing = scoring.get("missing", {})
    rule, share = text(missing, "rule"), missing.get("max_share")
    percent = _percents([share] * 3)[0] if isinstance(share, float) else None
    written = {"rule": rule} | ({} if percent is None else {"max_share": share})
    if not same(missing, written):
        rule, percent = "", None
    return {
        "total": text(scoring, "total"),
        "met_at": whole(scoring, "met_at"),
        "strict_at": whole(scoring, "strict_at"),
        "missing_rule": rule,
        "missing_share": percent,
        "routing": text(scoring, "routing"),
        "subscales": [
            _block("subscale", pieces.subscale_value(code, row))
            for code, row in scoring.get("subscales", {}).items()
        ],
        "rules": [_block("rule", pieces.rule_value(row)) for row in scoring.get("rules", [])],
    }
