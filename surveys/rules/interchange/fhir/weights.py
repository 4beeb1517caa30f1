"""What an option scores: all the places where FHIR lets a weight stand.

On the answerOption; on its Coding; on a concept of a contained ValueSet's compose; in its
expansion; as a property or an extension of a contained CodeSystem's concept. The extension is
called ordinalValue in R4 and itemWeight in the R5 pack; older names are read too.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

BASE = "http://hl7.org/fhir/StructureDefinition/"
WEIGHT_URLS = frozenset(
    {
        BASE + "ordinalValue",
        BASE + "itemWeight",
        BASE + "questionnaire-ordinalValue",  # STU3
        BASE + "questionnaire-itemWeight",
        BASE + "valueset-ordinalValue",  # STU3
        BASE + "codesystem-ordinalValue",  # STU3
        BASE + "iso21090-CO-value",
    }
)
PROPERTY_URIS = frozenset({"http://hl7.org/fhir/concept-properties#itemWeight"} | set(WEIGHT_URLS))
PROPERTY_CODES = frozenset({"itemweight", "weight", "ordinalvalue", "ordinal", "score"})


class BadWeight(ValueError):
    """A weight that is no number, or two that differ."""


def rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; anything else in its place is nothing."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def number(value: Any) -> Fraction | None:
    """An exact number, if it is one; a string with a number counts as some writers do."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if len(text) > 30 or "e" in text.lower():
        raise BadWeight(text[:40])
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise BadWeight(text[:40]) from error


def of(element: Mapping[str, Any]) -> Fraction | None:
    """The weight in an element's own extensions."""
    found: set[Fraction] = set()
    for extension in rows(element.get("extension")):
        if extension.get("url") not in WEIGHT_URLS:
            continue
        for name in ("valueDecimal", "valueInteger", "valueString", "valueQuantity"):
            value = extension.get(name)
            value = value.get("value") if isinstance(value, dict) else value
            weight = number(value)
            if weight is not None:
                found.add(weight)
    if len(found) > 1:
        raise BadWeight(" / ".join(str(weight) for weight in sorted(found)))
    return next(iter(found), None)


def one(*weights: Fraction | None) -> Fraction | None:
    """The weight that several places agree on."""
    found = {weight for weight in weights if weight is not None}
    if len(found) > 1:
        raise BadWeight(" / ".join(str(weight) for weight in sorted(found)))
    return next(iter(found), None)


def of_property(concept: Mapping[str, Any], names: frozenset[str]) -> Fraction | None:
    """The weight among a CodeSystem concept's properties."""
    found = []
    for row in rows(concept.get("property")):
        if str(row.get("code", "")) in names:
            value = row.get("valueDecimal", row.get("valueInteger", row.get("valueString")))
            found.append(number(value))
    return one(*found)
