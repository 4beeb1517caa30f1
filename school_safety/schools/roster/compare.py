"""What a roster would change in one school: new, changed, moved, missing. Plain values in and out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from .known import Known, KnownGuardian, KnownStudent
from .matching import Matcher, NewClass, Place, Places, place_text
from .rows import GuardianRow, LeaverRow, Problem, StudentRow

FIELDS = ("name", "sex", "born_on", "number", "id_hash", "sourced_id", "contact_id", "boarding")


@dataclass(slots=True)
class Decision:
    """What one row means. `place` is a known class's id, or the key of a new class, or nothing."""

    row: StudentRow
    known: KnownStudent | None
    fields: dict[str, str]
    place: Place
    moved: bool
    links: list[GuardianRow] = field(default_factory=list)
    phones: list[tuple[UUID, GuardianRow]] = field(default_factory=list)
    authorities: list[tuple[int, str]] = field(default_factory=list)
    accounts: list[tuple[UUID, str]] = field(default_factory=list)  # guardian, contact_id
    returned: bool = False
    kept: list[str] = field(default_factory=list)  # locked fields that the file has otherwise

    @property
    def changed(self) -> bool:
        """Whether anything but the class differs."""
        lists = (self.fields, self.links, self.phones, self.authorities, self.accounts)
        return any(lists) or self.returned


@dataclass(slots=True)
class Plan:
    """Every decision for one school."""

    new: list[Decision] = field(default_factory=list)
    changed: list[Decision] = field(default_factory=list)
    moved: list[Decision] = field(default_factory=list)
    same: int = 0
    missing: list[KnownStudent] = field(default_factory=list)
    classes: dict[tuple[int, int], NewClass] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Decision] = field(default_factory=list)
    leaving: list[tuple[LeaverRow, KnownStudent]] = field(default_factory=list)
    seen: set[UUID] = field(default_factory=set)


def compare(
    rows: list[StudentRow],
    known: Known,
    *,
    whole: bool,
    phone_hash: Callable[[str], str],
    leavers: list[LeaverRow] | None = None,
) -> Plan:
    """Decide every row; a row that contradicts another or the books is a problem."""
    plan, places = Plan(), Places(known.classes)
    matcher = Matcher(known, rows, phone_hash)
    matched: dict[UUID, StudentRow] = {}
    fresh: dict[tuple[str, ...], StudentRow] = {}
    for row in rows:
        place = places.find(row.classroom)
        found = matcher.find(row, place)
        if found is None and row.partial:
            found = "user_unknown"
        if isinstance(found, str):
            plan.problems.append(
                row.problem("", found, value=row.number or row.name or row.sourced_id[:20])
            )
            continue
        first = _repeated(row, found, matched, fresh)
        if first is not None:
            plan.problems.append(
                row.problem("", "student_twice", row=str(first.row), sheet=first.sheet)
            )
            continue
        _sort(plan, _decide(row, found, place, phone_hash))
    plan.classes = places.new
    plan.seen = set(matched)
    plan.leaving = _leaving(leavers or [], matcher, plan.seen)
    gone = plan.seen | {student.id for _row, student in plan.leaving}
    plan.missing = _missing(rows, known, places, gone, whole=whole)
    return plan


def _leaving(
    leavers: list[LeaverRow], matcher: Matcher, seen: set[UUID]
) -> list[tuple[LeaverRow, KnownStudent]]:
    """Students on the roll whom the file wants gone; who is named as present too stays."""
    found = [
        (row, matcher.by_contact.get(row.contact_id) or matcher.by_sourced.get(row.sourced_id))
        for row in leavers
    ]
    return [(row, s) for row, s in found if s is not None and s.active and s.id not in seen]


def _repeated(
    row: StudentRow,
    found: KnownStudent | None,
    matched: dict[UUID, StudentRow],
    fresh: dict[tuple[str, ...], StudentRow],
) -> StudentRow | None:
    if found is not None:
        first = matched.setdefault(found.id, row)
        return None if first is row else first
    signs: list[tuple[str, ...]] = [
        (kind, value)
        for kind, value in (
            ("n", row.number),
            ("i", row.id_hash),
            ("s", row.sourced_id),
            ("a", row.contact_id),
        )
        if value
    ]
    if not signs:
        signs = [("c", row.name, row.born_on, place_text(row))]
    for sign in signs:
        if sign in fresh:
            return fresh[sign]
    fresh.update(dict.fromkeys(signs, row))
    return None


def _decide(
    row: StudentRow,
    known: KnownStudent | None,
    place: Place,
    phone_hash: Callable[[str], str],
) -> Decision:
    if known is None:
        return Decision(row, None, {}, place, moved=False, links=row.guardians)
    fields, kept = {}, []
    for name in FIELDS:
        value = getattr(row, name)
        if value and value != getattr(known, name) and not (name == "sex" and value == "u"):
            if name in known.locked:
                kept.append(name)
            else:
                fields[name] = value
    moved = place is not None and place != known.class_id
    if moved and "classroom" in known.locked:
        moved, place = False, known.class_id
        kept.append("classroom")
    returned = not known.active and "status" not in known.locked
    decision = Decision(row, known, fields, place, moved, returned=returned, kept=kept)
    for guardian in row.guardians:
        _decide_guardian(decision, guardian, known, phone_hash)
    return decision


def _decide_guardian(
    decision: Decision, row: GuardianRow, known: KnownStudent, phone_hash: Callable[[str], str]
) -> None:
    hashed = phone_hash(row.phone) if row.phone else ""
    link = _same_guardian(row, hashed, known)
    if link is None:
        decision.links.append(row)
        return
    if row.name and row.name != link.name and "name" in link.locked:
        decision.kept.append("guardian_name")
    if hashed and hashed != link.phone_hash:
        if "phone" in link.locked:
            decision.kept.append("phone")
        else:
            decision.phones.append((link.guardian_id, row))
    if row.contact_id and row.contact_id != link.contact_id:
        decision.accounts.append((link.guardian_id, row.contact_id))
    if row.authority and row.authority != link.authority:
        decision.authorities.append((link.link_id, row.authority))


def _same_guardian(row: GuardianRow, hashed: str, known: KnownStudent) -> KnownGuardian | None:
    """By what she is called now; else by what files called her before somebody corrected it."""
    by_account = (g for g in known.guardians if row.contact_id and g.contact_id == row.contact_id)
    if (found := next(by_account, None)) is not None:
        return found
    for guardian in known.guardians:
        if (
            (row.sourced_id and guardian.sourced_id == row.sourced_id)
            or (row.name and guardian.name == row.name)
            or (not row.name and hashed and guardian.phone_hash == hashed)
        ):
            return guardian
    for guardian in known.guardians:
        if guardian.was & ({row.name} if row.name else {hashed}) - {""}:
            return guardian
    return None


def _sort(plan: Plan, decision: Decision) -> None:
    if decision.kept:
        plan.kept.append(decision)
    if decision.known is None:
        plan.new.append(decision)
    elif decision.moved:
        plan.moved.append(decision)
    elif decision.changed:
        plan.changed.append(decision)
    else:
        plan.same += 1


def _missing(
    rows: list[StudentRow], known: Known, places: Places, matched: set[UUID], *, whole: bool
) -> list[KnownStudent]:
    """Students on the books whom the file should have named: of its classes, or of the school."""
    covered = {places.find(row.classroom) for row in rows}
    return [
        s
        for s in known.students
        if s.active and s.id not in matched and (whole or s.class_id in covered)
    ]
