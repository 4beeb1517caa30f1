"""The small language of XLSForm and REDCap calculations: read into a tree, never executed as code.

Grammar: or, and, comparison, + -, * / div mod, minus, calls, ${name}, [name], numbers, strings.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from . import limits

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<string>'[^']*'|\"[^\"]*\")"
    r"|\$\{\s*(?P<field>[^}\s]{1,80})\s*\}|\[(?P<bracket>[^\]\s]{1,80})\]"
    r"|(?P<name>[A-Za-z_][\w:-]*(?<!-))|(?P<sign><=|>=|!=|<>|&&|\|\||==|[-+*/(),=<>.!^%]))"
)
DEPTH = 60
COMPARE = frozenset({"=", "==", "!=", "<>", "<", "<=", ">", ">="})
OPERATORS = frozenset({"and", "or", "div", "mod"})


class Unread(ValueError):
    """The formula uses something that this language does not have."""


@dataclass(frozen=True)
class Node:
    """`kind` is number, string, field or call; a call's `name` is its function or operator."""

    kind: str
    name: str = ""
    value: Fraction | None = None
    parts: tuple["Node", ...] = ()

    def fields(self) -> frozenset[str]:
        """Every field that the formula looks at."""
        found: set[str] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.kind == "field":
                found.add(node.name)
            waiting += node.parts
        return frozenset(found)


def parse(text: str) -> Node:
    """The tree of a formula; Unread where it is not of this language."""
    if len(text) > limits.EXPRESSION:
        raise Unread("long")
    reader = _Reader(_tokens(text))
    found = reader.either(0)
    if reader.kind:
        raise Unread(reader.text)
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise Unread(text[at : at + 20])
        kind = match.lastgroup or ""
        if kind == "bracket":  # REDCap's [name(code)] asks for one tick of many
            found.append(("field", match[kind].partition("(")[0]))
        else:
            found.append((kind, match[kind]))
        at = match.end()
    return found


class _Reader:
    """Recursive descent with a counted depth."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    @property
    def text(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, *texts: str) -> str:
        kind, text = self.kind, self.text.lower()
        if kind in {"sign", "name"} and text in texts:
            self.at += 1
            return text
        return ""

    def either(self, depth: int) -> Node:
        if depth > DEPTH:
            raise Unread("deep")
        left = self._both(depth)
        while self._take("or", "||"):
            left = Node("call", "or", parts=(left, self._both(depth)))
        return left

    def _both(self, depth: int) -> Node:
        left = self._compared(depth)
        while self._take("and", "&&"):
            left = Node("call", "and", parts=(left, self._compared(depth)))
        return left

    def _compared(self, depth: int) -> Node:
        left = self._summed(depth)
        while sign := self._take(*COMPARE):
            name = {"==": "=", "<>": "!="}.get(sign, sign)
            left = Node("call", name, parts=(left, self._summed(depth)))
        return left

    def _summed(self, depth: int) -> Node:
        left = self._timed(depth)
        while sign := self._take("+", "-"):
            left = Node("call", sign, parts=(left, self._timed(depth)))
        return left

    def _timed(self, depth: int) -> Node:
        left = self._single(depth)
        while sign := self._take("*", "/", "div", "mod", "%"):
            name = {"/": "div", "%": "mod"}.get(sign, sign)
            left = Node("call", name, parts=(left, self._single(depth)))
        return left

    def _single(self, depth: int) -> Node:
        if depth > DEPTH:
            raise Unread("deep")
        if self._take("-"):
            return Node("call", "minus", parts=(self._single(depth + 1),))
        if self._take("+"):
            return self._single(depth + 1)
        kind, text = self.kind, self.text
        self.at += 1
        if kind == "number":
            return Node("number", value=Fraction(text))
        if kind == "string":
            return Node("string", text[1:-1])
        if kind == "field":
            return Node("field", text)
        if kind == "sign" and text == "(":
            inside = self.either(depth + 1)
            self._close()
            return inside
        if kind == "name" and text.lower() not in OPERATORS and self._take("("):
            return Node("call", text.lower(), parts=tuple(self._arguments(depth)))
        raise Unread(text or "end")

    def _arguments(self, depth: int) -> list[Node]:
        found: list[Node] = []
        if self._take(")"):
            return found
        while True:
            found.append(self.either(depth + 1))
            if not self._take(","):
                break
        self._close()
        return found

    def _close(self) -> None:
        if not self._take(")"):
            raise Unread(self.text or "end")
