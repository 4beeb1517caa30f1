"""Rows that an import made go again, if nobody touched them since and nothing rests on them."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, Q

from school_safety.accounts.models import User
from school_safety.schools.models import Classroom, Enrolment, Guardian, Guardianship, Student

from .traces import mark

CHUNK = 300
Stayed = dict[str, Any]


class Unmaking:
    """From the leaves inwards: stays and links, students, guardians, their accounts, classes."""

    def __init__(self, made: dict[str, dict[str, bytes]]) -> None:
        self.made = made
        self.stayed: list[Stayed] = []

    def run(self) -> list[Stayed]:
        """Answers what had to stay, and why."""
        for ids in self._chunks("student"):
            self._go(Student, ids, "student", self._students(ids))
        self._links()
        for ids in self._chunks("guardian"):
            self._go(Guardian, ids, "guardian", self._guardians(ids))
        for ids in self._chunks("user"):
            unused = Q(student=None, guardian=None, last_login=None)
            self._go(User, ids, "", set(_pks(User.objects.filter(unused, pk__in=ids))))
        for ids in self._chunks("classroom"):
            empty = Classroom.objects.filter(pk__in=ids, students=None, enrolments=None)
            self._go(Classroom, ids, "classroom", set(_pks(empty)))
        return self.stayed

    def _students(self, ids: list[str]) -> set[str]:
        """Untouched, never signed in, and with no stay or guardian that this import did not give."""
        rows = Student.objects.filter(pk__in=ids).select_related("user")
        found = {
            str(s.pk) for s in rows
            if mark("student", s) == self.made["student"][str(s.pk)]
            and not (s.user and s.user.last_login)
        }  # fmt: skip
        for kind, model in (("enrolment", Enrolment), ("guardianship", Guardianship)):
            for row in model._default_manager.filter(student_id__in=ids):
                given = self.made.get(kind, {}).get(str(row.pk))
                if given is None or given != mark(kind, row):
                    found.discard(str(row.student_id))
        return found

    def _guardians(self, ids: list[str]) -> set[str]:
        rows = Guardian.objects.filter(pk__in=ids, guardianships=None).select_related("user")
        return {
            str(g.pk) for g in rows.defer("phone")
            if mark("guardian", g) == self.made["guardian"][str(g.pk)]
            and not (g.user and g.user.last_login)
        }  # fmt: skip

    def _links(self) -> None:
        """Links that were added to students who were there before."""
        for ids in self._chunks("guardianship"):
            rows = Guardianship.objects.filter(pk__in=ids)
            stays = self.made.get("student", {})
            gone = {
                str(row.pk) for row in rows
                if str(row.student_id) not in stays
                and mark("guardianship", row) == self.made["guardianship"][str(row.pk)]
            }  # fmt: skip
            Guardianship.objects.filter(pk__in=gone).delete()

    def _go(self, model: type[models.Model], ids: list[str], kind: str, free: set[str]) -> None:
        """Delete the free ones; where something rests on one of them, one by one."""
        rest = set(_pks(model._default_manager.filter(pk__in=ids)))
        held = rest - free
        try:
            with transaction.atomic():
                model._default_manager.filter(pk__in=free).delete()
        except ProtectedError:
            used = {pk for pk in sorted(free) if not _deleted(model, pk)}
            self._name(kind, used, "in_use")
        self._name(kind, held, "in_use" if kind == "classroom" else "changed")

    def _name(self, kind: str, ids: set[str], why: str) -> None:
        if kind:  # an account stays where its owner stays, and is not told of twice
            self.stayed += [
                {"kind": kind, "id": pk, "fields": [], "why": why} for pk in sorted(ids)
            ]

    def _chunks(self, kind: str) -> Iterator[list[str]]:
        ids = [*self.made.get(kind, {})]
        return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))


def _deleted(model: type[models.Model], pk: str) -> bool:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).delete()
    except ProtectedError:
        return False
    return True


def _pks(rows: models.QuerySet) -> Iterator[str]:
    return (str(pk) for pk in rows.values_list("pk", flat=True))
