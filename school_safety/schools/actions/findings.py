"""The dry run as plain lists that can wait, sealed, beside the batch; words come when they are shown."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from school_safety.schools.models import Classroom
from school_safety.schools.roster.compare import Decision
from school_safety.schools.roster.rows import Problem

if TYPE_CHECKING:
    from .importing import Outcome

LISTS = ("new", "changed", "moved", "missing", "leaving", "hints", "elsewhere", "kept")
Names = dict[Any, str]


def of(outcome: "Outcome") -> dict[str, Any]:
    """Everything the clerk may want to open."""
    names = _rooms(outcome)
    return {
        "problems": [asdict(problem) for problem in outcome.problems],
        "notes": [[code, facts] for code, facts in outcome.reading.notes],
        "new": [_new(d, names) for d in outcome.of("new")],
        "changed": [_changed(d) for d in outcome.of("changed")],
        "moved": [_moved(d, names) for d in outcome.of("moved")],
        "missing": [
            {"id": str(s.id), "name": s.name, "from": names.get(s.class_id, "")}
            for s in outcome.of("missing")
        ],
        **_asides(outcome, names),
    }


def kept(outcome: "Outcome") -> dict[str, Any]:
    """What stays after writing: who is to be looked at, by id, and nothing that was in the file."""
    return {
        "missing": [{"id": str(s.id)} for s in outcome.of("missing")],
        "leaving": [{"id": str(student.id)} for _row, student in outcome.of("leaving")],
    }


def refused(problems: list[Problem]) -> dict[str, Any]:
    """A file that was refused as a whole."""
    return {"problems": [asdict(problem) for problem in problems]}


def _asides(outcome: "Outcome", names: Names) -> dict[str, Any]:
    return {
        "leaving": [
            {"row": row.row, "id": str(s.id), "name": s.name, "from": names.get(s.class_id, "")}
            for row, s in outcome.of("leaving")
        ],
        "hints": [
            {
                **_place(hint.row),
                "other": hint.other.name,
                "from": names.get(hint.other.class_id, ""),
                "alike": hint.alike,
                "signs": hint.signs,
            }
            for hint in outcome.hints
        ],
        "elsewhere": [_place(decision) for decision in outcome.elsewhere],
        "kept": [{**_place(d), "what": d.kept} for d in outcome.of("kept")],
    }


def _rooms(outcome: "Outcome") -> Names:
    schools = [target.school.pk for target, _plan in outcome.plans if not target.is_new]
    rooms = Classroom.objects.filter(school_id__in=schools)
    return dict(rooms.values_list("pk", "name"))


def _place(decision: Decision) -> dict[str, Any]:
    row = decision.row
    name = row.name or (decision.known.name if decision.known else "")
    return {"sheet": row.sheet, "row": row.row, "name": name}


def _to(decision: Decision, names: Names) -> str:
    place = decision.row.classroom
    return names.get(decision.place) or (place.name if place else "")


def _new(decision: Decision, names: Names) -> dict[str, Any]:
    guardians = len(decision.row.guardians)
    return {**_place(decision), "to": _to(decision, names), "guardians": guardians}


def _changed(decision: Decision) -> dict[str, Any]:
    what = list(decision.fields)
    what += [
        word
        for word, there in (
            ("link", decision.links),
            ("account", decision.accounts),
            ("phone", decision.phones),
            ("authority", decision.authorities),
            ("status", decision.returned),
        )
        if there
    ]
    return {**_place(decision), "what": what}


def _moved(decision: Decision, names: Names) -> dict[str, Any]:
    known = decision.known
    return {
        **_place(decision),
        "from": names.get(known.class_id, "") if known else "",
        "to": _to(decision, names),
        "what": _changed(decision)["what"],
    }
