"""Questionnaire files of the shapes that public samples have, with wording of our own."""

import csv
import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook

BASE = "http://hl7.org/fhir/StructureDefinition/"
ORDINAL, WEIGHT = BASE + "ordinalValue", BASE + "itemWeight"
VARIABLE = BASE + "variable"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
ANSWERS = [("a0", "Never"), ("a1", "Some days"), ("a2", "Most days"), ("a3", "Every day")]
PLACES = ("option", "coding", "compose", "expansion", "property")


def weight(value: float, url: str = ORDINAL, kind: str = "valueDecimal") -> dict[str, Any]:
    return {"extension": [{"url": url, kind: value}]}


def formula(link: str, expression: str, **more: Any) -> dict[str, Any]:
    value = {"language": "text/fhirpath", "expression": expression}
    return {
        "linkId": link,
        "type": "decimal",
        "text": link,
        "extension": [{"url": CALCULATED, "valueExpression": value}],
        **more,
    }


def option(number: int, where: str = "option", url: str = ORDINAL) -> dict[str, Any]:
    code, display = ANSWERS[number]
    coding: dict[str, Any] = {"system": "http://x.test/cs", "code": code, "display": display}
    if where == "coding":
        return {"valueCoding": coding | weight(number, url)}
    return {"valueCoding": coding} | (weight(number, url) if where == "option" else {})


def question(link: str, **more: Any) -> dict[str, Any]:
    found = {"linkId": link, "text": f"In the last week: {link}", "type": "choice"}
    if "answerValueSet" not in more:
        found["answerOption"] = [option(number) for number in range(4)]
    return found | more


def questionnaire(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": "A week",
        "item": list(items),
        **more,
    }


def weighed_in(place: str, url: str, count: int = 5) -> dict[str, Any]:
    """`count` items whose weights stand in one of the five places."""
    if place in {"option", "coding"}:
        items = [
            question(f"q{n}", answerOption=[option(o, place, url) for o in range(4)])
            for n in range(count)
        ]
        return questionnaire(*items)
    items = [question(f"q{n}", answerValueSet="#vs") for n in range(count)]
    return questionnaire(*items, contained=contained(place, url))


def contained(place: str, url: str) -> list[dict[str, Any]]:
    bare = [{"code": code, "display": display} for code, display in ANSWERS]
    marked = [row | weight(n, url) for n, row in enumerate(bare)]
    system = "http://x.test/cs"
    include: dict[str, Any] = {"system": system}
    found: dict[str, Any] = {"resourceType": "ValueSet", "id": "vs", "url": "http://x.test/vs"}
    if place == "property":
        concepts = [
            row | {"property": [{"code": "w", "valueDecimal": n}]} for n, row in enumerate(bare)
        ]
        kept = {
            "resourceType": "CodeSystem",
            "id": "cs",
            "url": system,
            "property": [{"code": "w", "uri": url, "type": "decimal"}],
            "concept": concepts,
        }
        return [found | {"compose": {"include": [include]}}, kept]
    include["concept"] = marked if place == "compose" else bare
    found["compose"] = {"include": [include]}
    if place == "expansion":
        found["expansion"] = {"contains": [row | {"system": system} for row in marked]}
    return [found]


def by_variables(count: int = 9) -> dict[str, Any]:
    """The shape of the forms that a well-known form builder writes for LOINC panels."""
    names = "abcdefghijkl"[:count]
    variables = [
        _variable(
            name,
            f"%questionnaire.item.where(linkId = '/q{n}').answerOption.where(valueCoding.code="
            f"%resource.item.where(linkId = '/q{n}').answer.valueCoding.code).extension"
            f".where(url='{ORDINAL}').valueDecimal",
        )
        for n, name in enumerate(names)
    ]
    variables.append(_variable("any", " or ".join(f"%{name}.exists()" for name in names)))
    added = " + ".join(f"iif(%{name}.exists(), %{name}, 0)" for name in names)
    items = [question(f"/q{n}") for n in range(count)]
    return questionnaire(
        *items, formula("/total", f"iif(%any, {added}, {{}})"), extension=variables
    )


def _variable(name: str, expression: str) -> dict[str, Any]:
    value = {"name": name, "language": "text/fhirpath", "expression": expression}
    return {"url": VARIABLE, "valueExpression": value}


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    """Sheets of rows as an .xlsx."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


HEAD = ["Variable / Field Name", "Form Name", "Field Type", "Field Label",
        "Choices, Calculations, OR Slider Labels", "Branching Logic (Show field only if...)",
        "Required Field?", "Matrix Group Name", "Field Annotation"]  # fmt: skip
LIKERT = "0, Never | 1, Some days | 2, Most days | 3, Every day"


def dictionary(path: Path, *rows: list[str], encoding: str = "utf-8-sig") -> Path:
    """A REDCap data dictionary; rows are name, type, label, choices, branching, required."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for name, kind, label, *more in rows:
        choices, when, required = [*more, "", "", ""][:3]
        writer.writerow([name, "a_week", kind, label, choices, when, required, "", ""])
    path.write_bytes(out.getvalue().encode(encoding))
    return path
