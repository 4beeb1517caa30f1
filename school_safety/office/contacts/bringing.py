"""Rows of a contact list into one school's books: by the same dry run and batch as any file.

Written at once is only what is plain. Whatever a clerk would look at twice in a file's dry run
(perhaps a duplicate, perhaps of another school, a class we have not, very many at once) waits for
her yes as an import of its own. What contradicts the books is no import at all: it is listed.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school_safety.office.contacts.gathering import Wanted
from school_safety.office.rosters.phones import tell_of_phones
from school_safety.schools.actions import Outcome, hearing, import_roster, prepare, propose
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship, School
from school_safety.schools.roster import contacts
from school_safety.schools.roster.compare import Decision
from school_safety.schools.roster.rows import LeaverRow, Reading, Table

FILE = "企业微信"
MOST = 20  # changes of one school that are written without a clerk
WRITES = ("new", "changed", "moved")
FIRST = 2  # the table's first line with a student


def bring(school: School, wanted: list[Wanted], *, at: datetime) -> None:
    """Write what is plain, propose what is not, list what is wrong."""
    wanted, wrong = sift(school, wanted, at=at)
    for (row, changes), code in wrong:
        about = {"name": getattr(row, "name", "")[:60]}
        for change in changes:
            hearing.hand_over(change=change, reason=code, about=about, school_id=school.pk)
    outcome = prepare(_reading(_table(wanted), at), school=school, at=at)
    twice = _to_look_at(outcome)
    later = [each for at_, each in enumerate(wanted) if at_ in twice]
    now = [each for at_, each in enumerate(wanted) if at_ not in twice]
    if now:
        _write(school, now, at=at)
    if later:
        propose(school=school, table=_table(later), whole=False, at=at)
        for _row, changes in later:
            hearing.finish(changes=changes, reason="proposed", at=at)


def sift(
    school: School, wanted: list[Wanted], *, at: datetime
) -> tuple[list[Wanted], list[tuple[Wanted, str]]]:
    """(what can be imported, what cannot and why); students first, as the table has them."""
    wanted = sorted(wanted, key=lambda each: isinstance(each[0], LeaverRow))
    outcome = prepare(_reading(_table(wanted), at), school=school, at=at)
    wrong = {problem.row - FIRST: problem.code for problem in outcome.problems}
    for kind in WRITES:
        for decision in outcome.of(kind):
            if decision.returned:
                wrong[decision.row.row - FIRST] = "left_here"
    good = [each for at_, each in enumerate(wanted) if at_ not in wrong]
    return good, [(wanted[at_], code) for at_, code in wrong.items() if 0 <= at_ < len(wanted)]


def propose_all(school: School, wanted: list[Wanted], *, at: datetime) -> bool:
    """Every difference as one import that waits; answers whether there was any."""
    table = _table(wanted)
    outcome = prepare(_reading(table, at), school=school, at=at)
    kept = {decision.row.row for kind in WRITES for decision in outcome.of(kind)}
    kept |= {row.row for row, _student in outcome.of("leaving")}
    if not kept:
        return False
    lines = [line for line in table.lines if line.number < FIRST or line.number in kept]
    propose(school=school, table=Table(FILE, "", lines), whole=True, at=at)
    return True


def _write(school: School, wanted: list[Wanted], *, at: datetime) -> None:
    changes = [change for _row, named in wanted for change in named]
    table = _table(wanted)
    with transaction.atomic(durable=True):
        found = prepare(_reading(table, at), school=school, at=at)
        if not any(found.counts[kind] for kind in (*WRITES, "leaving")):
            hearing.finish(changes=changes, reason="nothing_new", at=at)
            return
        outcome = import_roster(
            reading=_reading(table, at), school=school, file_name=FILE, by=None, at=at
        )
        if outcome.batch is None:  # the books changed meanwhile: the lease ends, and again
            return
        tell_of_phones(outcome, by=None, at=at)
        hearing.finish(changes=changes, at=at)


def _to_look_at(outcome: Outcome) -> set[int]:
    """Rows for a clerk's eyes; all of them when there are very many."""
    written = [decision for kind in WRITES for decision in outcome.of(kind)]
    if len(written) <= MOST:
        written = [decision for decision in written if isinstance(decision.place, tuple)]
        written += [hint.row for hint in outcome.hints] + outcome.elsewhere
        written += _guarded(outcome)
    return {decision.row.row - FIRST for decision in written}


def _guarded(outcome: Outcome) -> list[Decision]:
    """One more guardian for a child of whom some grown-up may not know or decide everything.

    Parents enter themselves over there: somebody who was restricted could come back by a new number.
    """
    joined = [d for kind in ("changed", "moved") for d in outcome.of(kind) if d.links and d.known]
    ties = Guardianship.objects.filter(student_id__in=[d.known.id for d in joined if d.known])
    ties = ties.exclude(authority=Authority.FULL, held_at=None)
    careful = set(ties.values_list("student_id", flat=True))
    return [d for d in joined if d.known and d.known.id in careful]


def _table(wanted: list[Wanted]) -> Table:
    """Students first, as `sift` leaves them; then who is gone."""
    students = [row for row, _changes in wanted if not isinstance(row, LeaverRow)]
    leavers = [row for row, _changes in wanted if isinstance(row, LeaverRow)]
    return contacts.table(students, leavers, FILE)


def _reading(table: Table, at: datetime) -> Reading:
    return contacts.read([table], today=timezone.localdate(at))
