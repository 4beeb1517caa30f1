"""Once a night a list is read whole, so that a change nobody told us of is only late.

Nothing is written: every difference is proposed, school by school, as an import that waits.
"""

from collections.abc import Iterator
from datetime import datetime

from school_safety.schools.actions import hearing
from school_safety.schools.contacts.asking import Asking, Trouble
from school_safety.schools.contacts.lists import ContactList
from school_safety.schools.contacts.places import CLASS
from school_safety.schools.contacts.records import Child
from school_safety.schools.models import ContactLink, School, Student
from school_safety.schools.roster.rows import LeaverRow, StudentRow

from .bringing import propose_all, sift
from .following import note
from .gathering import Gathering, Wanted, digest_of

MOST_CLASSES, MOST_STUDENTS = 3_000, 60_000
FEW = 0.5  # when more than this share is suddenly gone, it is the list that is short


def reconcile(to: ContactList, *, at: datetime) -> int:
    """Answers for how many schools something is proposed."""
    link = hearing.link_of(to)
    if link is None:
        return 0
    gathering = Gathering(to, link, Asking(to), at)
    try:
        seen = _read(gathering)
    except Trouble as met:
        note(link, met.code, at)
        return 0
    trouble, count = "", 0
    for school in School.objects.select_related("district").filter(pk__in=gathering.found):
        wanted = _sound(gathering, school)
        gone, short = _gone(school, seen)
        trouble = trouble or ("list_short" if short else "")
        wanted += [(LeaverRow("", 0, "", contact_id=mark), []) for mark in gone]
        count += propose_all(school, wanted, at=at)
    note(link, trouble, at)
    ContactLink.objects.filter(pk=link.pk).update(read_at=at)
    return count


def _sound(gathering: Gathering, school: School) -> list[Wanted]:
    """What can be imported; the rest is listed, once."""
    rows = gathering.found[school.pk]
    for mark in gathering.elsewhere(school.pk, list(rows)):
        row, _changes = rows.pop(mark)
        _list_row(gathering, school, row, "other_school")
    good, wrong = sift(school, list(rows.values()), at=gathering.at)
    for (row, _changes), code in wrong:
        _list_row(gathering, school, row, code)
    return good


def _list_row(
    gathering: Gathering, school: School, row: StudentRow | LeaverRow, reason: str
) -> None:
    if isinstance(row, StudentRow):
        hearing.list_or_wait(
            link=gathering.link,
            digest=digest_of(gathering.link, reason, row.contact_id),
            kind="student",
            about={"name": row.name[:60]},
            reason=reason,
            school_id=school.pk,
            at=gathering.at,
        )


def _read(gathering: Gathering) -> set[str]:
    """All students of all classes; answers the marks of everybody in the list."""
    seen: set[str] = set()
    for child in _children(gathering):
        mark = gathering.to.mark("student", child.account)
        if mark in seen:
            continue
        seen.add(mark)
        place = gathering.places.find(child.departments)
        if isinstance(place, str):
            _list(gathering, child, place)
        else:
            gathering.keep(place, child, [])
    return seen


def _children(gathering: Gathering) -> Iterator[Child]:
    count = 0
    classes = [d for d in gathering.departments.values() if d.type == CLASS and not d.graduated]
    for department in classes[:MOST_CLASSES]:
        for child in gathering.asking.students(department.id):
            count += 1
            if count > MOST_STUDENTS:
                code = "list_long"
                raise Trouble(code)
            yield child


def _list(gathering: Gathering, child: Child, reason: str) -> None:
    """One line for each department that nobody can place; one for each child in two classes."""
    about = gathering.about(child)
    sign = child.account
    if reason == "department_unknown":
        numbers = sorted(each["id"] for each in about["departments"])
        sign = ",".join(map(str, numbers))
    hearing.list_or_wait(
        link=gathering.link,
        digest=digest_of(gathering.link, reason, sign),
        kind="student",
        about=about | {"account": child.account, "was": ""},
        reason=reason,
        at=gathering.at,
    )


def _gone(school: School, seen: set[str]) -> tuple[list[str], bool]:
    """Students on the roll who were in the list once and are not now; True when too many are."""
    named = Student.objects.filter(school=school, status="active").exclude(contact_id="")
    marks = list(named.values_list("contact_id", flat=True))
    gone = [mark for mark in marks if mark not in seen]
    short = len(gone) > max(3, FEW * len(marks))
    return ([], True) if short else (gone, False)
