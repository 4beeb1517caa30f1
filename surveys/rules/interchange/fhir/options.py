"""The options of one item: answerOption, a contained ValueSet, or yes and no."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from surveys.rules.interchange import limits
from surveys.rules.interchange.parsed import Option, Place, refusal
from surveys.rules.interchange.plain import guess_locale, locale_of, plain

from . import weights
from .valuesets import Contained
from .weights import BadWeight, rows
from .words import label, words

YES_NO = (("false", {"zh-hans": "否", "en": "No"}), ("true", {"zh-hans": "是", "en": "Yes"}))
NUMBERS = ("valueInteger", "valueDecimal")
PLAIN = ("valueString", "valueDate", "valueTime")

Answer = dict[str, Any]  # the value[x] of a response that picks this option


class Reader:
    """Reads options in one questionnaire's language with its contained terminology."""

    def __init__(self, resource: Mapping[str, Any], language: str) -> None:
        self.contained = Contained(resource)
        self.language = language

    def read(self, item: Mapping[str, Any], place: Place) -> list[tuple[Option, Answer]]:
        """Options in the order shown, each with the answer that picks it; none for open items."""
        try:
            found = self._read(item, place)
        except BadWeight as error:
            raise refusal("weight_odd", place, weight=str(error)) from error
        if len(found) > limits.OPTIONS:
            raise refusal("options_count", place, count=str(len(found)))
        codes = [option.code for option, _ in found]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            raise refusal("option_twice", place, option=twice)
        return found

    def _read(self, item: Mapping[str, Any], place: Place) -> list[tuple[Option, Answer]]:
        listed = rows(item.get("answerOption")) or rows(item.get("option"))
        if listed:
            return [self._option(row, number, place) for number, row in enumerate(listed)]
        if item.get("answerValueSet") or item.get("options"):
            reference = item.get("answerValueSet") or _reference(item.get("options"))
            codings = self.contained.options(reference, place)
            return [self._coded(coding, coding["weight"]) for coding in codings]
        if item.get("type") == "boolean":
            return [
                (Option(code, dict(said)), {"valueBoolean": bool(number)})
                for number, (code, said) in enumerate(YES_NO)
            ]
        return []

    def _option(self, row: Mapping[str, Any], number: int, place: Place) -> tuple[Option, Answer]:
        own = weights.of(row)
        coding = row.get("valueCoding")
        if isinstance(coding, dict):
            weight = weights.one(own, weights.of(coding))
            if weight is None:
                weight = self.contained.weight(coding)
            return self._coded(coding, weight)
        for name in NUMBERS:
            if name in row:
                value = weights.number(row[name])
                text = plain(str(row[name]), limits.LABEL)
                said = {guess_locale(text): text, "zh-hans": text, "en": text}
                extra = row.get(f"_{name}")
                inner = weights.of(extra) if isinstance(extra, dict) else None
                weight = weights.one(own, inner)
                return Option(text, said, value if weight is None else weight), {name: row[name]}
        for name in PLAIN:
            if name in row:
                said = words(row, name, self.language, limits.LABEL)
                extra = row.get(f"_{name}")
                inner = weights.of(extra) if isinstance(extra, dict) else None
                code = plain(row[name], limits.ID) or str(number)
                return Option(code, said, weights.one(own, inner)), {name: row[name]}
        raise refusal("option_kind", place, option=str(number + 1))

    def _coded(self, coding: Mapping[str, Any], weight: Fraction | None) -> tuple[Option, Answer]:
        said = label(coding, self.language)
        shown = next(iter(said.values()), "")
        code = plain(str(coding.get("code") or shown), limits.ID)
        picked = {name: coding[name] for name in ("system", "code", "display") if coding.get(name)}
        if weight is not None:
            picked["extension"] = [
                {"url": weights.BASE + name, "valueDecimal": float(weight)}
                for name in ("ordinalValue", "itemWeight")
            ]
        return Option(code, said, weight), {"valueCoding": picked}


def _reference(value: Any) -> Any:
    return value.get("reference", "") if isinstance(value, dict) else value


def language_of(resource: Mapping[str, Any]) -> str:
    """The questionnaire's own language as one of our locales, else empty: each text is guessed."""
    return locale_of(str(resource.get("language", "")))
