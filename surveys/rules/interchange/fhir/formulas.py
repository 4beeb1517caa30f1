"""SDC formulas, asked through fhirpathpy on answers that we make up; they never score a student."""

import contextlib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from surveys.rules.interchange import limits
from surveys.rules.interchange.additive import Choices, NotAdditive, patiently
from surveys.rules.interchange.parsed import Place, refusal

from . import weights
from .items import Asked, Calculated, extensions
from .weights import BASE, rows

VARIABLE = BASE + "variable"
NAMED = re.compile(
    r"%resource(?:\.item|\.repeat\(item\)|\.descendants\(\))*"
    r"\.where\(\s*linkId\s*=\s*'([^'\\]*)'\s*\)"
)
NAMED_DEPTH = 3  # a total of subscales of parts
# a shorthand that SDC's own examples use, though its list of functions does not hold it
ANSWERS = re.compile(r"\banswers\(\s*\)")
Path = Callable[..., list[Any]]


def _weight(inputs: Sequence[Any]) -> list[Any]:
    """SDC's weight() and ordinal(): of a Coding or of an answer that holds one."""
    found = []
    for value in inputs:
        if not isinstance(value, Mapping):
            continue
        weight = weights.of(value)
        inner = value.get("valueCoding")
        if weight is None and isinstance(inner, dict):
            weight = weights.of(inner)
        if weight is not None:
            found.append(Decimal(weight.numerator) / Decimal(weight.denominator))
    return found


def _sum(inputs: Sequence[Any]) -> list[Any]:
    """sum() also over values that stand inside extensions, which the library cannot add; nothing is 0."""
    return [sum((Decimal(str(value)) for value in inputs), Decimal(0))]


def _avg(inputs: Sequence[Any]) -> list[Any]:
    return [_sum(inputs)[0] / len(inputs)] if inputs else []


ARITY: dict[int, list[str]] = {0: []}
TABLE = {
    "sum": {"fn": _sum, "arity": ARITY},
    "avg": {"fn": _avg, "arity": ARITY, "nullable": True},
    "weight": {"fn": _weight, "arity": ARITY, "nullable": True},
    "ordinal": {"fn": _weight, "arity": ARITY, "nullable": True},
}


def _compiled(expression: str) -> Path:
    """The library and its four models cost most of a second: only a file with formulas loads them."""
    from fhirpathpy import compile as compile_path
    from fhirpathpy.models import models

    spelt = ANSWERS.sub("descendants().answer", expression)
    made: Path = compile_path(spelt, models["r4"], {"userInvocationTable": TABLE})
    return made


class Engine:
    """The formulas of one questionnaire, ready to be asked with choices by item."""

    def __init__(
        self,
        resource: Mapping[str, Any],
        asked: Sequence[Asked],
        calculated: Sequence[Calculated] = (),
    ) -> None:
        self.calculated = calculated
        self.resource = _floats(resource)
        self.by_id = {each.question.id: each for each in asked}
        self.links = {each.link: each.question.id for each in asked}
        self.variables = [*_variables(resource)]
        self.paths: dict[str, Path] = {}
        self.kept: dict[tuple[str, tuple[int, ...]], list[Any]] = {}

    def formula(self, calculated: Calculated) -> Callable[[Choices], Fraction | None]:
        """The formula as a function; NotAdditive where it gives something that is no number."""
        return patiently(lambda choices: self._figure(calculated, choices))

    def _path(self, expression: str, place: Place) -> Path:
        if expression not in self.paths:
            if len(expression) > limits.EXPRESSION:
                raise refusal("formula_long", place, limit=str(limits.EXPRESSION))
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    made = _compiled(expression)
            except Exception as error:  # the parser has no exception of its own
                raise NotAdditive("formula_unread") from error
            self.paths[expression] = made
        return self.paths[expression]

    def _figure(self, calculated: Calculated, choices: Choices, depth: int = 0) -> Fraction | None:
        response = self._response(choices)
        response["item"] += self._worked_out(calculated, choices, depth)
        known: dict[str, Any] = {"resource": response, "questionnaire": self.resource}
        try:
            for name, expression, place in self.variables:
                known[name] = self._variable(expression, place, response, known, choices)
            found = self._path(calculated.expression, calculated.place)(response, known)
        except (NotAdditive, MemoryError):
            raise
        except Exception as error:  # fhirpathpy raises plain Exception and what lies below it
            raise NotAdditive("formula_unread") from error
        if not found:
            return None
        return _number(found[0]) if len(found) == 1 else _not_one()

    def _worked_out(
        self, calculated: Calculated, choices: Choices, depth: int
    ) -> list[dict[str, Any]]:
        """The answers of other calculated items that this formula names, as a form would hold them."""
        found = []
        for other in self.calculated:
            if other is calculated or f"'{other.name}'" not in calculated.expression:
                continue
            if depth > NAMED_DEPTH:
                raise NotAdditive("formula_unread")
            figure = self._figure(other, choices, depth + 1)
            if figure is not None:
                found.append({"linkId": other.name, "answer": [{"valueDecimal": float(figure)}]})
        return found

    def _variable(
        self, expression: str, place: Place, response: Any, known: Any, choices: Choices
    ) -> list[Any]:
        """One named formula; asked once for each set of the answers that it names."""
        links = _named(expression)
        ask = self._path(expression, place)
        if links is None:
            return ask(response, dict(known))
        picked = tuple(choices.get(self.links.get(link, ""), -1) for link in links)
        if (expression, picked) not in self.kept:
            self.kept[expression, picked] = ask(response, dict(known))
        return self.kept[expression, picked]

    def _response(self, choices: Choices) -> dict[str, Any]:
        items = self._items(self.resource.get("item"), choices)
        return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}

    def _items(self, items: Any, choices: Choices) -> list[dict[str, Any]]:
        found = []
        for item in rows(items):
            below = self._items(item.get("item"), choices)
            name = self.links.get(str(item.get("linkId", "")), "")
            made: dict[str, Any] = {"linkId": item.get("linkId")}
            if name in choices:
                answer = dict(self.by_id[name].answers[choices[name]])
                made["answer"] = [answer | ({"item": below} if below else {})]
                found.append(made)
            elif below:
                found.append(made | {"item": below})
        return found


def _named(expression: str) -> list[str] | None:
    """The questions that a formula looks at, if it looks at nothing else; None: anything may count.

    Every %resource is at once narrowed to one linkId, no other variable but %questionnaire is used,
    and nothing is read relative to the root.
    """
    names = set(re.findall(r"%`?(\w+)", expression))
    found = NAMED.findall(expression)
    whole = len(found) == len(re.findall(r"%`?resource", expression))
    plain = expression.lstrip().startswith("%") and not re.search(
        r"\b(iif|union|combine)\(|\|", expression
    )
    return found if names <= {"resource", "questionnaire"} and whole and plain else None


def _number(value: Any) -> Fraction:
    value = getattr(value, "value", value)
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NotAdditive("formula_text")
    figure = Fraction(str(value))
    near = figure.limit_denominator(limits.QUESTIONS)  # thirds and the like come as decimals
    return near if abs(near - figure) < Fraction(1, 10**8) else figure


def _not_one() -> Fraction:
    raise NotAdditive("formula_many")


def _floats(value: Any) -> Any:
    """fhirpathpy counts with floats and decimals; JSON's exact decimals become floats."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: _floats(each) for key, each in value.items()}
    return [_floats(each) for each in value] if isinstance(value, list) else value


def _variables(resource: Mapping[str, Any]) -> list[tuple[str, str, Place]]:
    """Named formulas, in the order in which they may use each other: root first, then items."""
    found = []
    waiting: list[tuple[Mapping[str, Any], str]] = [(resource, "Questionnaire")]
    while waiting:
        element, path = waiting.pop(0)
        for extension in extensions(element, VARIABLE):
            value = extension.get("valueExpression")
            if isinstance(value, dict) and value.get("language") == "text/fhirpath":
                name, text = value.get("name"), value.get("expression")
                if isinstance(name, str) and isinstance(text, str):
                    found.append((name, text, Place(path=path)))
        for number, item in enumerate(rows(element.get("item"))):
            waiting.append((item, f"{path}.item[{number}]"))
    return found
