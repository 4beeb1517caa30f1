"""Guardians of an import: found by phone hash and name within the district, or made."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from school_safety.accounts.models import User
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Guardianship, Student
from school_safety.schools.phones import kept, phone_hash, phone_tail
from school_safety.schools.roster.compare import Decision
from school_safety.schools.roster.rows import GuardianRow

if TYPE_CHECKING:
    from .traces import Undo

CHUNK = 500


class Links:
    """Collects who belongs to whom while students are written, then writes them in bulk."""

    def __init__(self, district_id: UUID, undo: "Undo", account: Callable[[str, str], User]):
        self.district_id = district_id
        self.undo = undo
        self.account = account
        self.wanted: list[tuple[Student, GuardianRow, int]] = []
        self.phones: list[tuple[UUID, GuardianRow]] = []
        self.authorities: list[tuple[int, str]] = []
        self.accounts: list[tuple[UUID, str]] = []

    def collect(self, student: Student, decision: Decision) -> None:
        """Remember what this student's row asks for."""
        taken = len(decision.known.guardians) if decision.known else 0
        for at, row in enumerate(decision.links, taken + 1):
            self.wanted.append((student, row, at))
        self.phones += decision.phones
        self.authorities += decision.authorities
        self.accounts += decision.accounts

    def write(self) -> None:
        """All of it."""
        found = self._existing()
        made: dict[Any, Guardian] = {}
        links: dict[tuple[UUID, UUID], Guardianship] = {}
        for student, row, order in self.wanted:
            name = row.name or _("{name}的家长").format(name=student.name)[:60]
            signs = _signs(name, row)
            guardian = next((found[s] for s in signs if s in found), None)
            if guardian is None:
                guardian = self._new(name, row)
                made[guardian.pk] = guardian
                found.update(dict.fromkeys(signs, guardian))
            links.setdefault(
                (student.pk, guardian.pk),
                Guardianship(
                    student=student,
                    guardian=guardian,
                    relation=row.relation,
                    authority=row.authority or Authority.FULL,
                    order=order,
                ),
            )
        users = [guardian.user for guardian in made.values() if guardian.user]
        User.objects.bulk_create(users, batch_size=CHUNK)
        Guardian.objects.bulk_create(made.values(), batch_size=CHUNK)
        Guardianship.objects.bulk_create(links.values(), batch_size=CHUNK)
        self.undo.add("user", users)
        self.undo.add("guardian", list(made.values()))
        self.undo.add("guardianship", list(links.values()))
        self._update()

    def _existing(self) -> dict[tuple[str, ...], Guardian]:
        hashes = {phone_hash(row.phone) for _student, row, _at in self.wanted if row.phone}
        sourced = {row.sourced_id for _student, row, _at in self.wanted if row.sourced_id}
        contacts = {row.contact_id for _student, row, _at in self.wanted if row.contact_id}
        mine = Guardian.objects.filter(district_id=self.district_id)
        found: dict[tuple[str, ...], Guardian] = {}
        reached: dict[str, list[Guardian]] = {}
        for chunk in _chunks(sorted(hashes)):
            for guardian in mine.filter(phone_hash__in=chunk):
                found[guardian.phone_hash, guardian.name] = guardian
                reached.setdefault(guardian.phone_hash, []).append(guardian)
        for hashed, several in reached.items():
            if len(several) == 1:
                found["phone", hashed] = several[0]
        for chunk in _chunks(sorted(sourced)):
            for guardian in mine.filter(sourced_id__in=chunk):
                found["sourced", guardian.sourced_id] = guardian
        for chunk in _chunks(sorted(contacts)):
            for guardian in mine.filter(contact_id__in=chunk):
                found["contact", guardian.contact_id] = guardian
        return found

    def _new(self, name: str, row: GuardianRow) -> Guardian:
        return Guardian(
            district_id=self.district_id,
            user=self.account(name, "g"),
            name=name,
            **kept(row.phone),
            sourced_id=row.sourced_id,
            contact_id=row.contact_id,
        )

    def _update(self) -> None:
        books = Guardian.objects.in_bulk({pk for pk, _row in self.phones})
        for pk, row in self.phones:
            guardian = books[pk]
            hashed = phone_hash(row.phone)
            self.undo.keep("guardian", guardian, phone=row.phone, phone_hash=hashed)
            guardian.phone = row.phone
            guardian.phone_hash = hashed
            guardian.phone_tail = phone_tail(row.phone)
            guardian.save(update_fields=["phone", "phone_hash", "phone_tail"])
        self._accounts()
        for link in Guardianship.objects.filter(pk__in=[pk for pk, _a in self.authorities]):
            authority = dict(self.authorities)[link.pk]
            self.undo.keep("guardianship", link, of=link.student_id, authority=authority)
            link.authority = authority
            link.save(update_fields=["authority"])

    def _accounts(self) -> None:
        """Guardians who were here before the contact list named them."""
        named = dict(self.accounts)
        for guardian in Guardian.objects.filter(pk__in=named).defer("phone"):
            self.undo.keep("guardian", guardian, contact_id=named[guardian.pk])
            guardian.contact_id = named[guardian.pk]
            guardian.save(update_fields=["contact_id"])


def _signs(name: str, row: GuardianRow) -> list[tuple[str, ...]]:
    signs: list[tuple[str, ...]] = []
    if row.sourced_id:
        signs.append(("sourced", row.sourced_id))
    if row.contact_id:
        signs.append(("contact", row.contact_id))
    if row.phone:
        signs.append((phone_hash(row.phone), name))
    if row.phone and row.contact_id and not row.name:  # contact lists know no parent by name
        signs.append(("phone", phone_hash(row.phone)))
    return signs


def _chunks(values: list[str]) -> list[list[str]]:
    return [values[at : at + CHUNK] for at in range(0, len(values), CHUNK)]
