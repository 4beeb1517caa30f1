"""Who may decide for a child, and how the family is reached."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from school_safety.accounts.actions import end_sessions
from school_safety.audit.events import office as events
from school_safety.audit.events import years
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools.choices import Authority, LockedField, LockSource
from school_safety.schools.models import FieldLock, Guardian, Guardianship, Student
from school_safety.schools.phones import kept

from .writing import account


@transaction.atomic
def add_guardian(
    *,
    student: Student,
    name: str,
    phone: str,
    relation: str,
    authority: str,
    document: str = "",
    by: Any,
    at: datetime,
) -> Guardianship:
    """A guardian of this child; somebody of that name and number is the same person as before."""
    number = kept(phone)
    known = Guardian.objects.filter(
        district=student.district_id, name=name, phone_hash=number["phone_hash"]
    )
    guardian = (known.first() if phone else None) or _new(student, name, number)
    taken = student.guardianships.aggregate(last=Max("order"))["last"] or 0
    link, made = Guardianship.objects.get_or_create(
        student=student,
        guardian=guardian,
        defaults={
            "relation": relation,
            "authority": authority,
            "document": document,
            "order": taken + 1,
        },
    )
    if not made:
        raise NotNow("guardian_known")
    _remember(years.GUARDIAN_ADDED, link, by=by, at=at, facts={"authority": authority})
    return link


def _new(student: Student, name: str, number: dict[str, str]) -> Guardian:
    user = account(name, "g")
    user.save()
    return Guardian.objects.create(district_id=student.district_id, user=user, name=name, **number)


@transaction.atomic
def set_name(*, link: Guardianship, name: str, by: Any, at: datetime) -> Guardian:
    """What she is really called; no file changes it back."""
    guardian = Guardian.objects.select_for_update(of=("self",)).get(pk=link.guardian_id)
    _lock(guardian, LockedField.NAME, guardian.name, LockSource.HAND, by, at)
    guardian.name = name
    guardian.save(update_fields=["name"])
    if guardian.user:
        guardian.user.name = name
        guardian.user.save(update_fields=["name"])
    _remember(years.GUARDIAN_NAMED, link, by=by, at=at)
    return guardian


@transaction.atomic
def set_phone(
    *,
    link: Guardianship,
    phone: str,
    by: Any,
    at: datetime,
    source: str = LockSource.HAND,
) -> Guardian:
    """A new number to reach her by, which also opens her account: whoever is signed in is out."""
    guardian = Guardian.objects.select_for_update(of=("self",)).get(pk=link.guardian_id)
    _lock(guardian, LockedField.PHONE, guardian.phone_hash, source, by, at)
    number = kept(phone)
    for name, value in number.items():
        setattr(guardian, name, value)
    guardian.save(update_fields=[*number])
    _remember(years.PHONE_SET, link, by=by, at=at)
    if guardian.user:
        end_sessions(user=guardian.user, by=by, at=at)
    return guardian


@transaction.atomic
def set_authority(
    *, link: Guardianship, authority: str, document: str = "", by: Any, at: datetime
) -> Guardianship:
    """What this guardian may decide and see for this child, as of the next request.

    `document` is the number of the paper it rests on: a judgment, an agreement.
    """
    link.authority, link.document = Authority(authority), document
    link.save(update_fields=["authority", "document"])
    _remember(events.AUTHORITY_SET, link, by=by, at=at, facts={"authority": authority})
    return link


@transaction.atomic
def set_hold(*, link: Guardianship, held: bool, by: Any, at: datetime) -> Guardianship:
    """A protective hold hides everything from this guardian, without any visible sign."""
    link.held_at, link.held_by = (at, by) if held else (None, None)
    link.save(update_fields=["held_at", "held_by"])
    event = events.HOLD_SET if held else events.HOLD_LIFTED
    _remember(event, link, by=by, at=at)
    return link


def _lock(guardian: Guardian, field: str, before: str, source: str, by: Any, at: datetime) -> None:
    """Corrected twice, a file still finds her by what it said itself."""
    now = {"source": source, "locked_at": at, "locked_by": by}
    FieldLock.objects.update_or_create(
        guardian=guardian, field=field, defaults=now, create_defaults={**now, "before": before}
    )


def _remember(
    event: Any, link: Guardianship, *, by: Any, at: datetime, facts: dict[str, str] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=link.student.district_id,
        school_id=link.student.school_id,
        student_id=link.student_id,
        object_kind="schools.guardianship",
        object_id=str(link.pk),
        facts=facts or {},
        at=at,
    )
