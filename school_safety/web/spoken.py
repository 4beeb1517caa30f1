"""Finds every sentence that code and templates say, without gettext's tools."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

SINGLE = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
FUNCTIONS = SINGLE | PLURAL | CONTEXT | CONTEXT_PLURAL
STRING = r"""\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*"""
CALL = re.compile(
    rf"\b({'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})\(({STRING}(?:,{STRING})*)"
)


@dataclass(frozen=True)
class Message:
    """One sentence: where it stands, its context, its id and its plural."""

    path: Path
    line: int
    text: str
    context: str | None = None
    plural: str | None = None


def in_python(path: Path) -> Iterator[Message]:
    """Calls of the gettext family with plain strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node.func, aliases)
        if name in FUNCTIONS:
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            yield from _message(path, node.lineno, name, [t for t in texts if isinstance(t, str)])


def in_template(path: Path) -> Iterator[Message]:
    """translate and blocktranslate tags, and _() inside any tag, as Django itself reads them."""
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in CALL.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        texts = ast.literal_eval(f"({found[2]},)")
        yield from _message(path, line, found[1], list(texts))


def everywhere(root: Path, folders: tuple[str, ...]) -> Iterator[Message]:
    """All messages of the given folders."""
    for folder in folders:
        for path in sorted(root.joinpath(folder).rglob("*")):
            if "migrations" in path.parts or "locale" in path.parts:
                continue
            if path.suffix == ".py":
                yield from in_python(path)
            elif path.suffix in {".html", ".txt", ".svg"} and "docs" not in path.parts:
                yield from in_template(path)


def _aliases(tree: ast.Module) -> dict[str, str]:
    """`from django.utils.translation import gettext_lazy as _` -> {"_": "gettext_lazy"}."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _called(func: ast.expr, aliases: dict[str, str]) -> str:
    if isinstance(func, ast.Name):
        return aliases.get(func.id, "")
    return func.attr if isinstance(func, ast.Attribute) and func.attr in FUNCTIONS - {"_"} else ""


def _message(path: Path, line: int, name: str, texts: list[str]) -> Iterator[Message]:
    if name in SINGLE and texts and texts[0]:
        yield Message(path, line, texts[0])
    elif name in PLURAL and len(texts) > 1:
        yield Message(path, line, texts[0], plural=texts[1])
    elif name in CONTEXT and len(texts) > 1:
        yield Message(path, line, texts[1], context=texts[0])
    elif name in CONTEXT_PLURAL and len(texts) > 2:
        yield Message(path, line, texts[1], context=texts[0], plural=texts[2])
