"""From changes to rows: who it is, in which class of which school, or what stands in the way."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from school_safety.kernel.terms import school_year
from school_safety.notices.actions import know_parents
from school_safety.schools import phones
from school_safety.schools.actions import hearing
from school_safety.schools.contacts.asking import Asking
from school_safety.schools.contacts.lists import ContactList
from school_safety.schools.contacts.places import Place, Places
from school_safety.schools.contacts.records import Child, Department, Grown
from school_safety.schools.models import (
    ContactChange,
    ContactClass,
    ContactLink,
    Guardian,
    School,
    Student,
)
from school_safety.schools.roster import cells, hiding
from school_safety.schools.roster.rows import GuardianRow, LeaverRow, StudentRow

Wanted = tuple[StudentRow | LeaverRow, list[ContactChange]]


@dataclass
class Gathering:
    """`found`: school -> mark of an account -> its row, with the changes that led there."""

    to: ContactList
    link: ContactLink
    asking: Asking
    at: datetime
    found: dict[UUID, dict[str, Wanted]] = field(default_factory=lambda: defaultdict(dict))

    @cached_property
    def departments(self) -> dict[int, Department]:
        """Asked once."""
        return self.asking.departments()

    @cached_property
    def places(self) -> Places:
        """Which class each department is."""
        year = school_year(timezone.localdate(self.at))
        schools = School.objects.filter(district_id=self.link.district_id)
        kept = ContactClass.objects.filter(link=self.link, classroom__school_year=year)
        return Places(
            self.departments,
            {name: s.pk for s in schools for name in (s.code, s.name)},
            self.link.school_id,
            {
                row.department: Place(
                    row.classroom.school_id,
                    row.classroom.grade,
                    row.classroom.number,
                    row.classroom.name,
                )
                for row in kept.select_related("classroom")
            },
            year,
        )

    def take(self, change: ContactChange) -> None:
        """Ask how the account is by now: what the change said of it may be long past."""
        if change.kind == "department" or "account" not in change.about:
            hearing.finish(changes=[change], at=self.at)
            return
        name = change.about["account"]
        found = self.asking.account(name)
        if isinstance(found, Child):
            self.child(change, found, was=change.about.get("was", ""))
        elif isinstance(found, Grown):
            self._grown(change, found)
        elif change.kind == "student":
            self._gone(change, self.to.mark("student", change.about.get("was") or name))
        else:
            self._parent_gone(change, self.to.mark("parent", name))

    def child(self, change: ContactChange, child: Child, was: str = "") -> bool:
        """One student; answers whether there is a class for her."""
        place = self.places.find(child.departments)
        if isinstance(place, str):
            hearing.hand_over(change=change, reason=place, about=self.about(child))
            return False
        row = self.keep(place, child, [change], was=was)
        if self.elsewhere(place.school, [row.contact_id]):
            del self.found[place.school][row.contact_id]
            about = self.about(child)
            hearing.hand_over(
                change=change, reason="other_school", about=about, school_id=place.school
            )
            return False
        return True

    def elsewhere(self, school: UUID, marks: list[str]) -> set[str]:
        """Which of these accounts are students on the roll of another school of the district."""
        others = Student.objects.filter(district_id=self.link.district_id, status="active")
        others = others.exclude(school_id=school).exclude(contact_id="")
        found: set[str] = set()
        for start in range(0, len(marks), 500):
            part = others.filter(contact_id__in=marks[start : start + 500])
            found |= set(part.values_list("contact_id", flat=True))
        return found

    def keep(
        self, place: Place, child: Child, changes: list[ContactChange], was: str = ""
    ) -> StudentRow:
        """Her row, with all changes that name her."""
        row = row_of(self.to, child, place, was=was)
        know_parents(
            corp=self.to.corp,
            district_id=self.link.district_id,
            accounts={self.to.mark("parent", each.account): each.account for each in child.parents},
            at=self.at,
        )
        _row, named = self.found[place.school].get(row.contact_id, (row, []))
        self.found[place.school][row.contact_id] = (row, [*named, *changes])
        return row

    def about(self, child: Child) -> dict[str, Any]:
        """What the clerk needs to recognise her and her class."""
        chosen = [self.departments[n] for n in child.departments if n in self.departments]
        return {
            "name": child.name[:60],
            "departments": [{"id": each.id, "name": each.name} for each in chosen[:20]],
        }

    def _grown(self, change: ContactChange, grown: Grown) -> None:
        """A parent is told of by her children's records."""
        answers = [self.asking.account(account) for account in grown.children]
        children = [each for each in answers if isinstance(each, Child)]
        placed = [self.child(change, each) for each in children]  # all of them are looked at
        if not children:
            hearing.finish(changes=[change], reason="no_children", at=self.at)
        elif not all(placed):
            self._let_go(change)

    def _let_go(self, change: ContactChange) -> None:
        """One child stands in a list for a person, so the change does not end with the others."""
        for rows in self.found.values():
            for _row, changes in rows.values():
                changes[:] = [each for each in changes if each.pk != change.pk]

    def _gone(self, change: ContactChange, mark: str) -> None:
        """A student who is no longer in the list may have left; that is for the clerk to say."""
        student = Student.objects.filter(
            district_id=self.link.district_id, contact_id=mark, status="active"
        ).first()
        if student is None:
            hearing.finish(changes=[change], reason="unknown_here", at=self.at)
            return
        row = LeaverRow("", 0, "", contact_id=mark)
        _row, named = self.found[student.school_id].get(mark, (row, []))
        self.found[student.school_id][mark] = (row, [*named, change])

    def _parent_gone(self, change: ContactChange, mark: str) -> None:
        mine = Guardian.objects.filter(district_id=self.link.district_id, contact_id=mark)
        ties = [tie for each in mine.defer("phone") for tie in each.guardianships.all()]
        if not ties:
            hearing.finish(changes=[change], reason="unknown_here", at=self.at)
            return
        student = ties[0].student
        about = {"student": str(student.pk), "name": student.name}
        hearing.hand_over(
            change=change, reason="parent_gone", about=about, school_id=student.school_id
        )


def row_of(to: ContactList, child: Child, place: Place, was: str = "") -> StudentRow:
    """As a roster's row. An account name that is an ID number becomes its keyed hash."""
    (hashed, born, sex), code = hiding.identity(
        hiding.hidden_number(child.account, phones.id_hash), phones.id_hash
    )
    if code:
        hashed, born, sex = "", "", "u"
    return StudentRow(
        "", "", 0, child.name, "", place.row(), sex, born, "", hashed,
        guardians=[
            GuardianRow(
                "", cells.phone(parent.mobile)[0], cells.relation(parent.relation),
                contact_id=to.mark("parent", parent.account),
            )
            for parent in child.parents
        ],
        contact_id=to.mark("student", child.account),
        contact_was=to.mark("student", was) if was else "",
    )  # fmt: skip


def digest_of(link: ContactLink, *signs: str) -> str:
    """Of something we found ourselves: the same finding is listed once."""
    return hashlib.sha256("\0".join([link.name, *signs]).encode()).hexdigest()
