"""New rows who may be somebody already on the books: told to the clerk, who decides."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from . import names
from .compare import Decision, Plan
from .known import Known, KnownStudent

MOST = 200  # beyond this a list helps nobody


@dataclass(slots=True)
class Hint:
    """This row may be that student: how the names are alike, and what else agrees."""

    row: Decision
    other: KnownStudent
    alike: str
    signs: list[str]


def find(plan: Plan, known: Known, phone_hash: Callable[[str], str]) -> list[Hint]:
    """Alike by sound or shape of the name, and by one more sign at least."""
    by_sound: dict[str, list[KnownStudent]] = defaultdict(list)
    if plan.new:
        for student in known.students:
            by_sound[names.key(student.name)].append(student)
    found: list[Hint] = []
    for decision in plan.new if by_sound else ():
        hashes = {phone_hash(g.phone) for g in decision.row.guardians if g.phone}
        for student in by_sound.get(names.key(decision.row.name), ()):
            signs = _signs(decision, student, hashes)
            if signs and len(found) < MOST:
                found.append(Hint(decision, student, _alike(decision, student), signs))
    return found


def _signs(decision: Decision, student: KnownStudent, hashes: set[str]) -> list[str]:
    row = decision.row
    born = row.born_on and row.born_on == student.born_on
    phone = hashes & {g.phone_hash for g in student.guardians if g.phone_hash}
    place = isinstance(decision.place, UUID) and decision.place == student.class_id
    return [s for s, agrees in (("born", born), ("phone", phone), ("class", place)) if agrees]


def _alike(decision: Decision, student: KnownStudent) -> str:
    name, other = decision.row.name, student.name
    if name == other:
        return "same"
    return "shape" if names.one_shape(name) == names.one_shape(other) else "sound"
