"""The event catalogue as a page of the reference, in both languages; drawn, never written by hand."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType

from school_safety.access.matrix import MATRIX, roles_with
from school_safety.access.permissions import Permission
from school_safety.audit.events import Event, catalogue
from school_safety.notices.kinds import KINDS

from . import tracing
from .tracing import Step, Traced

HEAD = """# What is remembered

Drawn by `manage.py draw_events` from `school_safety/audit/events/` and from the code that writes
them; a test and `make check` compare this page with both (`draw_events --check`).

*Who* names the roles whose doors lead to the event (policy still decides on which rows), the clock,
a command at the server, or a door without sign-in; a dash where the code reaches the event in a way
that this drawing does not follow (sign-in, signals of other packages, pages of the CMS). *Class* is
the data class of what was touched (S0 public to S4 safeguarding), not of the line itself: a line
holds codes and ids, never a word about a child. *Sent* are the messages of the step that writes it;
not every one goes out each time.
"""
STAFF = frozenset(role for role in MATRIX if role not in {"an", "st", "gu"})


class Doors:
    """For every event: who sets it off, and what is sent with it."""

    def __init__(self) -> None:
        self.found = tracing.steps()
        self.codes = dict(_constants())
        self.tables = tracing.tables()
        self.who: dict[str, set[str]] = defaultdict(set)
        self.sent: dict[str, set[str]] = defaultdict(set)
        for step, traced in self.found.items():
            for event in self._written(traced):
                self.sent[event] |= self._messages(step, traced)
            roles = self._roles(step, traced)
            if roles:
                for each in tracing.reached(self.found, step):
                    for event in self._written(self.found[each]):
                        self.who[event] |= roles
        for event, notice in self.tables.values():
            self.sent[event] |= {notice} - {""}

    def _written(self, traced: Traced) -> set[str]:
        found = {self.codes[name] for name in traced.events if name in self.codes}
        moved = {
            event
            for (kind, state), (event, _notice) in self.tables.items()
            if (kind, state.upper()) in traced.states
        }
        return found | moved

    def _messages(self, step: Step, traced: Traced) -> set[str]:
        said = set(traced.words)
        for other in traced.calls:
            if other[0] == step[0] and other in self.found:  # its own helpers, beside it
                said |= self.found[other].words
        return said & set(KINDS)

    def _roles(self, step: Step, traced: Traced) -> set[str]:
        module, _name = step
        if traced.verbs:
            return {role for verb in traced.verbs for role in _holders(verb, module)}
        if traced.public:
            return {"anybody"}
        if module.endswith(".jobs"):
            return {"clock"}
        return {"command"} if ".management.commands." in module else set()


def _holders(verb: str, module: str) -> frozenset[str]:
    """A gate names a verb, or a constant of its own module that stands for one."""
    if verb in Permission.__members__:
        return roles_with(Permission[verb])
    stands_for = getattr(sys.modules.get(module), verb, None)
    return roles_with(stands_for) if isinstance(stands_for, Permission) else frozenset()


def _constants() -> Iterator[tuple[str, str]]:
    from school_safety.audit import events

    for module in vars(events).values():
        if isinstance(module, ModuleType):
            for name, value in vars(module).items():
                if isinstance(value, Event):
                    yield f"{module.__name__}:{name}", value.code


def drawing() -> str:
    """The whole page."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns  # every room's doors are imported
    doors, parts, room = Doors(), [HEAD], ""
    for code, event in sorted(catalogue().items()):
        head = code.partition(".")[0]
        if head != room:
            room = head
            parts.append(f"\n## {room}\n\n| event | sentence | class | who | sent |")
            parts.append("|---|---|---|---|---|")
        sent = ", ".join(f"`{kind}`" for kind in sorted(doors.sent[code])) or "–"
        sentence = f"{event.en} · {event.zh}"
        parts.append(f"| `{code}` | {sentence} | S{event.s} | {_said(doors.who[code])} | {sent} |")
    return "\n".join(parts).rstrip() + "\n"


def _said(who: set[str]) -> str:
    """Roles in their order; "staff" for all of them."""
    told: list[str] = [word for word in ("anybody", "clock", "command") if word in who]
    roles = [role for role in MATRIX if role in who]
    if set(roles) >= STAFF:
        roles = [role for role in roles if role not in STAFF]
        told.append("all staff")
    return ", ".join([*told, *(role.upper() for role in roles)]) or "–"
