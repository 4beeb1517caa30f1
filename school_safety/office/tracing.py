"""Reads the code itself: which door leads to which event of the history, and what is sent with it.

A step is a function; it leads to the functions it names, wherever they are written. What a life-cycle
table records is found by the state to which a step moves. Nothing is run.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("school_safety", "lessons", "surveys", "interventions")
EVENTS = "school_safety.audit.events"
# table -> the class of its states, as steps name them
TABLES = {
    "interventions.rules.lifecycle": "Status",
    "interventions.rules.referral_lifecycle": "ReferralStatus",
    "interventions.rules.safety_lifecycle": "SafetyStatus",
    "interventions.rules.slip_lifecycle": "SlipStatus",
}
Step = tuple[str, str]  # module, function


@dataclass
class Traced:
    """What one function says: its door, what it records, sends and calls."""

    verbs: set[str] = field(default_factory=set)
    public: bool = False
    events: set[str] = field(default_factory=set)
    states: set[tuple[str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    calls: set[Step] = field(default_factory=set)


def steps() -> dict[Step, Traced]:
    """Every function of the product, and the other names under which packages hand them on."""
    found: dict[Step, Traced] = {}
    handed_on: dict[Step, Step] = {}
    for path in _files():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = dict(_imports(tree, module, path.name == "__init__.py"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                found[module, node.name] = _read(node, module, names)
        if path.name == "__init__.py":
            handed_on |= {(module, name): target for name, target in names.items()}
    for traced in found.values():
        traced.calls = {handed_on.get(step, step) for step in traced.calls}
    return found


def tables() -> dict[tuple[str, str], tuple[str, str]]:
    """(class of states, state) -> (event, notice), from the life-cycle tables."""
    found = {}
    for module, kind in TABLES.items():
        tree = ast.parse(ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(value, ast.Call):
                        said = {
                            each.arg: each.value.value
                            for each in value.keywords
                            if isinstance(each.value, ast.Constant)
                        }
                        pair = str(said.get("event", "")), str(said.get("notice", ""))
                        found[kind, str(key.value)] = pair
    return found


def reached(found: dict[Step, Traced], first: Step) -> set[Step]:
    """Everything a step leads to, itself included."""
    seen, ahead = set(), [first]
    while ahead:
        step = ahead.pop()
        if step not in seen and step in found:
            seen.add(step)
            ahead += found[step].calls
    return seen


def _files() -> Iterable[Path]:
    for room in ROOMS:
        for path in sorted(ROOT.joinpath(room).rglob("*.py")):
            if "migrations" not in path.parts and "demo" not in path.parts:
                yield path


def _imports(tree: ast.Module, module: str, package: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    """local name -> (module, name in it; empty where it is the module itself)."""
    here = module.split(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            up = here[: len(here) - node.level + (1 if package else 0)] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = ROOT.joinpath(*base.split("."), alias.name)
                is_module = whole.with_suffix(".py").exists() or whole.is_dir()
                target = (f"{base}.{alias.name}", "") if is_module else (base, alias.name)
                yield alias.asname or alias.name, target


def _read(node: ast.FunctionDef, module: str, names: dict[str, tuple[str, str]]) -> Traced:
    traced = Traced()
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name):
            traced.public |= mark.func.id == "public"
            if mark.func.id == "gate":
                traced.verbs |= {part.attr for part in mark.args if isinstance(part, ast.Attribute)}
                traced.verbs |= {part.id for part in mark.args if isinstance(part, ast.Name)}
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            traced.words.add(each.value)
        elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
            _attribute(each.value.id, each.attr, traced, names)
        elif isinstance(each, ast.Call) and "move" in ast.unparse(each.func):
            traced.states |= set(_states(each))
        elif isinstance(each, ast.Name):
            _name(each.id, traced, module, names)
    return traced


def _states(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The states to which a step moves, as its call names them."""
    for part in (*call.args, *(each.value for each in call.keywords)):
        for node in ast.walk(part):
            left = getattr(node, "value", None)
            if isinstance(node, ast.Attribute) and isinstance(left, ast.Name):
                yield left.id, node.attr


def _attribute(left: str, right: str, traced: Traced, names: dict[str, tuple[str, str]]) -> None:
    module, inside = names.get(left, ("", ""))
    if module.startswith(EVENTS) and not inside:
        traced.events.add(f"{module}:{right}")
    elif module and not inside:
        traced.calls.add((module, right))


def _name(name: str, traced: Traced, module: str, names: dict[str, tuple[str, str]]) -> None:
    origin, inside = names.get(name, (module, name))
    if origin.startswith(EVENTS):
        traced.events.add(f"{origin}:{inside}")
    elif inside:
        traced.calls.add((origin, inside))
