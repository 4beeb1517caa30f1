"""A dry run as the clerk reads it: sentences, the four figures, and the rows behind them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school_safety.schools.actions import Outcome
from school_safety.schools.models import Classroom
from school_safety.schools.roster.compare import Decision

from .sentences import note, reason

SHOWN = 200  # rows of each kind on the page; the figures count all
FIELDS = {
    "name": gettext_lazy("姓名"),
    "sex": gettext_lazy("性别"),
    "born_on": gettext_lazy("出生日期"),
    "number": gettext_lazy("学号"),
    "id_hash": gettext_lazy("证件号"),
    "sourced_id": gettext_lazy("系统编号"),
}


def shown(outcome: Outcome) -> dict[str, Any]:
    """Everything the dry-run page needs; room names in one query."""
    names = {room.pk: room.name for _t, room in _rooms(outcome)}
    problems = [
        {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row or "",
            "column": problem.column,
            "reason": reason(problem),
        }
        for problem in outcome.problems[:SHOWN]
    ]
    return {
        "counts": outcome.counts,
        "problems": problems,
        "problem_count": len(outcome.problems),
        "notes": [note(code, facts) for code, facts in outcome.reading.notes],
        "new": [_new(d, names) for d in list(outcome.of("new"))[:SHOWN]],
        "changed": [_changed(d) for d in list(outcome.of("changed"))[:SHOWN]],
        "moved": [_moved(d, names) for d in list(outcome.of("moved"))[:SHOWN]],
        "missing": [
            {"name": s.name, "from": names.get(s.class_id, "")}
            for s in list(outcome.of("missing"))[:SHOWN]
        ],
        "shown": SHOWN,
    }


def _rooms(outcome: Outcome) -> list[tuple[Any, Classroom]]:
    schools = {t.school.pk: t for t, _plan in outcome.plans if not t.is_new}
    rooms = Classroom.objects.filter(school_id__in=schools)
    return [(schools[room.school_id], room) for room in rooms]


def _place(decision: Decision, names: dict[Any, str]) -> str:
    place = decision.row.classroom
    return names.get(decision.place) or (place.name if place else _("先不分班"))


def _new(decision: Decision, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "row": decision.row.row,
        "sheet": decision.row.sheet,
        "name": decision.row.name,
        "to": _place(decision, names),
        "guardians": len(decision.row.guardians),
    }


def _changed(decision: Decision) -> dict[str, Any]:
    what = [str(FIELDS[name]) for name in decision.fields]
    if decision.links:
        what.append(_("增加家长"))
    if decision.phones:
        what.append(_("家长电话"))
    if decision.authorities:
        what.append(_("监护权"))
    if decision.returned:
        what.append(_("重新在校"))
    return {"row": decision.row.row, "name": decision.row.name, "what": what}


def _moved(decision: Decision, names: dict[Any, str]) -> dict[str, Any]:
    known = decision.known
    return {
        "row": decision.row.row,
        "name": decision.row.name,
        "from": names.get(known.class_id, "") if known else "",
        "to": _place(decision, names),
    }
