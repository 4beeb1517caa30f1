"""Changes from contact lists: heard once, worked on until they are in the books or a person has them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from school_safety.audit.events import Event
from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools.choices import ChangeKind, ChangeState
from school_safety.schools.contacts.callback import Said
from school_safety.schools.contacts.lists import ContactList
from school_safety.schools.models import (
    Classroom,
    ContactChange,
    ContactClass,
    ContactLink,
    District,
    School,
)

GATHER = timedelta(seconds=45)  # changes come in swarms: one import for all of them
LEASE = timedelta(minutes=20)  # of a worker that never came back
AT_ONCE = 200
KEPT = timedelta(days=30)


def link_of(to: ContactList) -> ContactLink | None:
    """The row of a configured list; None where its district or school is not on the books."""
    district = District.objects.filter(code=to.district).first()
    if district is None:
        return None
    school = School.objects.filter(district=district, code=to.school).first() if to.school else None
    if to.school and school is None:
        return None
    link, _made = ContactLink.objects.update_or_create(
        name=to.name, defaults={"district": district, "school": school}
    )
    return link


@transaction.atomic
def hear(*, link: ContactLink, said: Said, at: datetime) -> bool:
    """Keep what was said; answers whether it was new. Nothing else happens here."""
    ContactLink.objects.filter(pk=link.pk).update(heard_at=at)
    return list_or_wait(
        link=link,
        digest=said.digest,
        kind=said.kind,
        about={"account": said.account, "was": said.was},
        at=at,
    )


def list_or_wait(
    *,
    link: ContactLink,
    digest: str,
    kind: str,
    about: dict[str, Any],
    reason: str = "",
    school_id: Any = None,
    at: datetime,
) -> bool:
    """A new change: waiting to be looked into, or, with a reason, for a person right away."""
    if ContactChange.objects.filter(link=link, digest=digest).exists():
        return False
    change = ContactChange(
        district_id=link.district_id,
        school_id=school_id or link.school_id,
        link=link,
        digest=digest,
        kind=ChangeKind(kind),
        about=about,
        state=ChangeState.LISTED if reason else ChangeState.WAITING,
        reason=reason,
        heard_at=at,
        next_try_at=None if reason else at + GATHER,
    )
    made = ContactChange.objects.bulk_create([change], ignore_conflicts=True)
    return bool(made)


def claim_due(*, link: ContactLink, at: datetime) -> list[ContactChange]:
    """What is due, taken by this worker alone for as long as the lease."""
    due = ContactChange.objects.filter(
        link=link, state=ChangeState.WAITING, next_try_at__lte=at
    ).order_by("heard_at")
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    taken = {"next_try_at": at + LEASE, "attempts": F("attempts") + 1}
    won = [pk for pk in ids if due.filter(pk=pk).update(**taken)]
    return list(ContactChange.objects.filter(pk__in=won).order_by("heard_at"))


def finish(*, changes: Iterable[ContactChange], reason: str = "", at: datetime) -> None:
    """In the books, or nothing to do: what was told of the family is forgotten."""
    for change in changes:
        change.state, change.reason, change.about = ChangeState.DONE, reason, {}
        change.next_try_at, change.done_at = None, at
        change.save(update_fields=["state", "reason", "about", "next_try_at", "done_at"])


def put_off(*, change: ContactChange, reason: str, until: datetime | None) -> None:
    """Again later; with no later, a person must look."""
    change.state = ChangeState.WAITING if until else ChangeState.LISTED
    change.reason, change.next_try_at = reason, until
    change.save(update_fields=["state", "reason", "next_try_at"])


def give_back(*, changes: Iterable[ContactChange], reason: str, until: datetime) -> None:
    """Not even tried: no attempt is counted."""
    for change in changes:
        change.attempts -= 1
        change.reason, change.next_try_at = reason, until
        change.save(update_fields=["attempts", "reason", "next_try_at"])


def hand_over(
    *, change: ContactChange, reason: str, about: dict[str, Any], school_id: Any = None
) -> None:
    """A person must look; `about` is what she needs to recognise whom it is about."""
    change.state, change.reason, change.next_try_at = ChangeState.LISTED, reason, None
    change.about = change.about | about
    change.school_id = school_id or change.school_id
    change.save(update_fields=["state", "reason", "next_try_at", "about", "school"])


@transaction.atomic(durable=True)
def try_again(*, change: ContactChange, by: Any, at: datetime) -> None:
    """The clerk has mended what was in the way."""
    row = _listed(change)
    if not row.about.get("account"):  # found by ourselves: tonight's reading looks again
        raise NotNow("contact_not_listed")
    row.state, row.reason, row.attempts, row.next_try_at = ChangeState.WAITING, "", 0, at
    row.save(update_fields=["state", "reason", "attempts", "next_try_at"])
    _remember(events.CONTACT_RETRIED, row, by=by, at=at)


@transaction.atomic(durable=True)
def settle(*, change: ContactChange, by: Any, at: datetime) -> None:
    """The clerk has seen to it by hand, or nothing is to be done."""
    row = _listed(change)
    row.state, row.about, row.done_at, row.settled_by = ChangeState.SETTLED, {}, at, by
    row.save(update_fields=["state", "about", "done_at", "settled_by"])
    _remember(events.CONTACT_SETTLED, row, by=by, at=at)


@transaction.atomic(durable=True)
def keep_class(
    *, change: ContactChange, department: int, classroom: Classroom, by: Any, at: datetime
) -> int:
    """This department is that class; everybody who waited for it is looked at again."""
    row = _listed(change)
    if department not in {each["id"] for each in row.about.get("departments", [])}:
        raise NotNow("contact_not_listed")
    ContactClass.objects.update_or_create(
        link_id=row.link_id,
        department=department,
        defaults={"classroom": classroom, "kept_at": at, "kept_by": by},
    )
    _remember(events.CONTACT_PLACED, row, by=by, at=at)
    count = 0
    waiting = ContactChange.objects.filter(
        link_id=row.link_id, state=ChangeState.LISTED, reason="department_unknown"
    )
    for other in waiting:
        if department in {each["id"] for each in other.about.get("departments", [])}:
            other.state, other.reason = ChangeState.WAITING, ""
            other.attempts, other.next_try_at = 0, at
            other.save(update_fields=["state", "reason", "attempts", "next_try_at"])
            count += 1
    return count


def forget_old(*, at: datetime) -> int:
    """What was done a month ago."""
    old = ContactChange.objects.filter(
        state__in=[ChangeState.DONE, ChangeState.SETTLED], done_at__lte=at - KEPT
    )
    return old.delete()[0]


def _listed(change: ContactChange) -> ContactChange:
    row = ContactChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if row.state != ChangeState.LISTED:
        raise NotNow("contact_not_listed")
    return row


def _remember(event: Event, row: ContactChange, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="schools.contactchange",
        object_id=str(row.pk),
        at=at,
    )
