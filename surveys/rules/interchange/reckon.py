"""A formula's tree and the answers -> a figure, a text, a yes or no, or nothing where it is blank."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from .formula import Node, Unread

Value = Fraction | str | bool | None
Fields = Mapping[str, Value]  # a field that is absent or None is unanswered
MOST_STEPS = 20_000


def number(value: Value) -> Fraction | None:
    """The figure in a value; blank and words are none."""
    if isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, Fraction) or value is None:
        return value
    try:
        return Fraction(value.strip()) if len(value) < 20 and "/" not in value else None
    except ValueError:
        return None


def truth(value: Value) -> bool:
    """XPath's idea of yes: a figure that is not 0, a text that is not empty."""
    return bool(value)


class Reckoner:
    """Evaluates trees; `calculated` are formulas that others may name."""

    def __init__(self, calculated: Mapping[str, Node]) -> None:
        self.calculated = calculated
        self.steps = 0

    def value(self, node: Node, fields: Fields) -> Value:
        """The value of a formula for these answers."""
        self.steps = 0
        return self._value(node, fields, ())

    def _value(self, node: Node, fields: Fields, inside: tuple[str, ...]) -> Value:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Unread("steps")
        if node.kind == "number":
            return node.value
        if node.kind == "string":
            return node.name
        if node.kind == "field":
            made = self.calculated.get(node.name)
            if made is None:
                return fields.get(node.name)
            if node.name in inside or len(inside) > 40:
                raise Unread("loop")
            return self._value(made, fields, (*inside, node.name))
        return self._call(node, fields, inside)

    def _call(self, node: Node, fields: Fields, inside: tuple[str, ...]) -> Value:
        name, parts = node.name, node.parts
        if name == "if" and len(parts) == 3:
            first = self._value(parts[0], fields, inside)
            return self._value(parts[1 if truth(first) else 2], fields, inside)
        values = [self._value(part, fields, inside) for part in parts]
        if name in PLAIN:
            wanted, act = PLAIN[name]
            if len(values) != wanted:
                raise Unread(name)
            return act(*values)
        if name in MANY:
            return MANY[name](values)
        raise Unread(name)


def _figures(act: Callable[[Fraction, Fraction], Fraction | None]) -> Callable[..., Value]:
    """Arithmetic: blank with anything is blank."""

    def both(left: Value, right: Value) -> Value:
        a, b = number(left), number(right)
        return None if a is None or b is None else act(a, b)

    return both


def _same(left: Value, right: Value) -> bool:
    a, b = number(left), number(right)
    if a is not None and b is not None:
        return a == b
    return _text(left) == _text(right)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return str(value) if not isinstance(value, bool) else ("true" if value else "false")


def _order(act: Callable[[Fraction, Fraction], bool]) -> Callable[..., Value]:
    def both(left: Value, right: Value) -> Value:
        a, b = number(left), number(right)
        return a is not None and b is not None and act(a, b)

    return both


def _known(values: list[Value]) -> list[Fraction]:
    return [figure for figure in map(number, values) if figure is not None]


def _mean(values: list[Value]) -> Value:
    known = _known(values)
    return sum(known, Fraction(0)) / len(known) if known else None


def _sum(values: list[Value]) -> Value:
    known = _known(values)
    return sum(known, Fraction(0)) if known else None


def _coalesce(values: list[Value]) -> Value:
    return next((value for value in values if _text(value)), None)


def _round(values: list[Value]) -> Value:
    """Rounding only shows a figure; the exact one is kept."""
    return number(values[0]) if values else None


def _blank(value: Value) -> bool:
    return not _text(value)


PLAIN: dict[str, tuple[int, Callable[..., Value]]] = {
    "+": (2, _figures(lambda a, b: a + b)),
    "-": (2, _figures(lambda a, b: a - b)),
    "*": (2, _figures(lambda a, b: a * b)),
    "div": (2, _figures(lambda a, b: a / b if b else None)),
    "mod": (2, _figures(lambda a, b: a % b if b else None)),
    "minus": (1, lambda value: None if number(value) is None else -(number(value) or Fraction(0))),
    "=": (2, _same),
    "!=": (2, lambda a, b: not _same(a, b)),
    "<": (2, _order(lambda a, b: a < b)),
    "<=": (2, _order(lambda a, b: a <= b)),
    ">": (2, _order(lambda a, b: a > b)),
    ">=": (2, _order(lambda a, b: a >= b)),
    "and": (2, lambda a, b: truth(a) and truth(b)),
    "or": (2, lambda a, b: truth(a) or truth(b)),
    "not": (1, lambda value: not truth(value)),
    "true": (0, lambda: True),
    "false": (0, lambda: False),
    "number": (1, number),
    "int": (1, lambda value: None if number(value) is None else Fraction(int(number(value) or 0))),
    "abs": (1, lambda value: None if number(value) is None else abs(number(value) or Fraction(0))),
    "string": (1, _text),
    "string-length": (1, lambda value: Fraction(len(_text(value)))),
    "selected": (2, lambda value, code: _text(code) in _text(value).split()),
    "isblankornotnull": (1, _blank),
    "isblank": (1, _blank),
    "once": (1, lambda value: value),
    "jr:choice-name": (2, lambda value, _list: _text(value) and f"«{_text(value)}»"),
}
MANY: dict[str, Callable[[list[Value]], Value]] = {
    "sum": _sum,
    "mean": _mean,
    "average": _mean,
    "coalesce": _coalesce,
    "round": _round,
    "rounddown": _round,
    "min": lambda values: min(_known(values), default=None),
    "max": lambda values: max(_known(values), default=None),
    "concat": lambda values: "".join(_text(value) for value in values),
}
