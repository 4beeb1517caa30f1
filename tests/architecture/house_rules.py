"""Rules of this house that no linter knows. Each carries its good and its bad example."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


@dataclass(frozen=True)
class Rule:
    """A name, the reason, the check, and one example of either kind."""

    name: str
    why: str
    find: Callable[[str, str], Iterator[int]]  # (path, text) -> line numbers
    good: tuple[str, str]
    bad: tuple[str, str]


def no_save_override(path: str, text: str) -> Iterator[int]:
    if "/models/" not in path and not path.endswith("models.py"):
        return
    for kind in ast.walk(ast.parse(text)):
        for node in kind.body if isinstance(kind, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
                yield from [] if _refuses(node) else [node.lineno]


def _refuses(node: ast.FunctionDef) -> bool:
    """A method that only raises is a lock, not work."""
    body = [line for line in node.body if not _is_docstring(line)]
    return bool(body) and isinstance(body[-1], ast.Raise)


def _is_docstring(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def no_model_signals(path: str, text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ImportFrom) or node.module != "django.db.models.signals":
            continue
        if {alias.name for alias in node.names} - {"post_migrate"}:
            yield node.lineno


def no_formatted_gettext(path: str, text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in GETTEXT:
            if any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in node.args):
                yield node.lineno
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if any(isinstance(t, str) and re.search(r"%[sd]|\{\}", t) for t in texts):
                yield node.lineno


def no_objects_in_views(path: str, text: str) -> Iterator[int]:
    if "/views/" not in path and not path.endswith("views.py"):
        return
    whole = ast.parse(text)
    asked = {
        id(node)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("policy.")
        for node in ast.walk(call)
    }
    for node in ast.walk(whole):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield from [] if id(node) in asked else [node.lineno]


def no_inline_style(path: str, text: str) -> Iterator[int]:
    if "/email" in path or "/svg" in path or path.endswith(".svg"):
        return  # mail clients know no stylesheets; drawings carry their own
    yield from _matches(r"<[a-z][^>{%]*\sstyle\s*=", text)


def no_inline_script(path: str, text: str) -> Iterator[int]:
    yield from _matches(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", text)
    for found in re.finditer(r"<script\b([^>]*)>", text):
        attributes = found[1]
        if not re.search(r"\bsrc=|nonce=|application/(ld\+)?json", attributes):
            yield text.count("\n", 0, found.start()) + 1


def no_outside_address(path: str, text: str) -> Iterator[int]:
    yield from _matches(r"<(script|link|img|iframe)\b[^>]*(src|href)=[\"']https?://", text)


def _matches(pattern: str, text: str) -> Iterator[int]:
    for found in re.finditer(pattern, text):
        yield text.count("\n", 0, found.start()) + 1


def _name(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else ""


PYTHON_RULES = [
    Rule(
        "no-save-override",
        "work in save() hides the stairs: write an action",
        no_save_override,
        good=("a/models/x.py", "class X:\n def save(self, *a):\n  raise TypeError"),
        bad=("a/models/x.py", "class X:\n def save(self, *a):\n  mail(self)\n  super().save(*a)"),
    ),
    Rule(
        "no-model-signals",
        "nothing listens, nothing calls back: an action lists its steps",
        no_model_signals,
        good=("a/apps.py", "from django.db.models.signals import post_migrate"),
        bad=("a/apps.py", "from django.db.models.signals import post_save"),
    ),
    Rule(
        "no-formatted-gettext",
        "translators need whole sentences with named placeholders",
        no_formatted_gettext,
        good=("a/x.py", "_('还有 %(count)s 位') % {'count': 1}"),
        bad=("a/x.py", "_(f'还有 {n} 位')"),
    ),
    Rule(
        "no-objects-in-views",
        "a door asks queries or the policy, which know who is asking",
        no_objects_in_views,
        good=("a/views/x.py", "case = policy.get(user, verb, Case.objects.all(), pk=pk)"),
        bad=("a/views/x.py", "cases = Case.objects.all()"),
    ),
]
TEMPLATE_RULES = [
    Rule(
        "no-inline-style",
        "the content security policy refuses it, and the components own the look",
        no_inline_style,
        good=("t/x.html", '<p class="lead">'),
        bad=("t/x.html", '<p style="color: red">'),
    ),
    Rule(
        "no-inline-script",
        "the content security policy refuses it",
        no_inline_script,
        good=("t/x.html", '<script src="a.js"></script><script nonce="{{ csp_nonce }}"></script>'),
        bad=("t/x.html", '<button onclick="go()">'),
    ),
    Rule(
        "no-outside-address",
        "a page of a school loads nothing from anybody else",
        no_outside_address,
        good=("t/x.html", '<a href="https://example.org">'),
        bad=("t/x.html", '<img src="https://example.org/x.png">'),
    ),
]
