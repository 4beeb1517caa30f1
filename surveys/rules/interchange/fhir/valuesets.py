"""Options from ValueSets and CodeSystems that the file itself contains; nothing is ever fetched."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.rules.interchange import limits
from surveys.rules.interchange.parsed import Place, Refused, refusal

from . import weights
from .weights import rows

Concept = Mapping[str, Any]


class Contained:
    """The contained resources of one questionnaire, by id and by url."""

    def __init__(self, resource: Mapping[str, Any]) -> None:
        self.sets: dict[str, Mapping[str, Any]] = {}
        self.systems: dict[str, dict[str, Concept]] = {}
        self.names: dict[str, frozenset[str]] = {}
        for found in rows(resource.get("contained")):
            kind, name, url = (found.get(key) for key in ("resourceType", "id", "url"))
            if kind == "ValueSet":
                for key in (f"#{name}", url):
                    if isinstance(key, str):
                        self.sets[key] = found
            elif kind == "CodeSystem" and isinstance(url, str):
                self.systems[url] = dict(_concepts(found, 0))
                self.names[url] = _weight_properties(found)

    def options(self, reference: Any, place: Place) -> list[dict[str, Any]]:
        """The Codings of a set, in its order, each with the weight found for it."""
        bare = str(reference).split("|", 1)[0]
        found = self.sets.get(bare)
        if found is None:
            raise refusal("valueset_unresolved", place, valueset=bare[:120])
        listed = rows(_at(found, "expansion").get("contains"))
        composed = _at(found, "compose")
        if composed.get("exclude"):
            raise refusal("valueset_unresolved", place, valueset=bare[:120])
        stated: dict[tuple[str, str], Any] = {}
        codings = []
        for include in rows(composed.get("include")):
            codings += self._include(include, bare, place, complete=not listed)
        for coding in codings:
            stated[_key(coding)] = coding.get("weight")
        if listed:
            codings = [self._coding(row, row.get("system")) for row in _leaves(listed, 0)]
            for coding in codings:
                coding["weight"] = weights.one(coding.get("weight"), stated.get(_key(coding)))
        if not codings or len(codings) > limits.OPTIONS:
            raise refusal("options_count", place, count=str(len(codings)))
        return codings

    def _include(
        self, include: Concept, bare: str, place: Place, *, complete: bool
    ) -> list[dict[str, Any]]:
        system = include.get("system")
        listed = rows(include.get("concept"))
        narrowed = include.get("filter") or include.get("valueSet")
        if not listed and not narrowed and str(system) in self.systems:
            return [self._coding(row, system) for row in self.systems[str(system)].values()]
        if complete and (narrowed or not listed):
            raise refusal("valueset_unresolved", place, valueset=bare[:120])
        return [self._coding(row, system) for row in listed]

    def _coding(self, row: Concept, system: Any) -> dict[str, Any]:
        """One option: code, display in its languages, and the weight all places agree on."""
        code = str(row.get("code", ""))
        defined = self.systems.get(str(system), {}).get(code, {})
        names = self.names.get(str(system), weights.PROPERTY_CODES)
        return {
            "system": system,
            "code": code,
            "display": row.get("display") or defined.get("display") or code,
            "_display": row.get("_display"),
            "designation": rows(row.get("designation")) or rows(defined.get("designation")),
            "weight": weights.one(
                weights.of(row), weights.of(defined), weights.of_property(defined, names)
            ),
        }

    def weight(self, coding: Concept) -> Any:
        """The weight that a contained CodeSystem or ValueSet gives to a Coding named elsewhere."""
        system, code = str(coding.get("system")), str(coding.get("code"))
        defined = self.systems.get(system, {}).get(code, {})
        names = self.names.get(system, weights.PROPERTY_CODES)
        return weights.one(weights.of(defined), weights.of_property(defined, names))


def _at(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def _key(coding: Mapping[str, Any]) -> tuple[str, str]:
    return str(coding.get("system")), str(coding.get("code"))


def _concepts(found: Concept, depth: int) -> Iterator[tuple[str, Concept]]:
    if depth > limits.ITEM_DEPTH:
        raise Refused(refusal("item_deep", limit=str(limits.ITEM_DEPTH)).problems[0])
    for concept in rows(found.get("concept")):
        yield str(concept.get("code", "")), concept
        yield from _concepts(concept, depth + 1)


def _leaves(listed: list[Concept], depth: int) -> Iterator[Concept]:
    if depth > limits.ITEM_DEPTH:
        raise refusal("item_deep", limit=str(limits.ITEM_DEPTH))
    for row in listed:
        if row.get("abstract") is not True and row.get("code"):
            yield row
        yield from _leaves(rows(row.get("contains")), depth + 1)


def _weight_properties(system: Concept) -> frozenset[str]:
    """The codes under which this CodeSystem keeps weights: by URI, else by the usual names."""
    named = {
        str(row.get("code"))
        for row in rows(system.get("property"))
        if row.get("uri") in weights.PROPERTY_URIS
    }
    usual = {
        str(row.get("code"))
        for row in rows(system.get("property"))
        if str(row.get("code", "")).lower() in weights.PROPERTY_CODES
    }
    return frozenset(named or usual or weights.PROPERTY_CODES)
