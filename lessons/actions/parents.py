"""A parents' evening: planned, signed in to, ticked, closed; its count goes to the planner."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from lessons.actions import outreach
from lessons.choices import OutreachAudience, OutreachKind, OutreachState, SignInWay
from lessons.models import GuidePage, ParentSession, ParentSignIn
from lessons.queries import parents as queries
from lessons.queries.taught import in_chinese
from lessons.rules import keeping
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom, School, Student

CODE_BYTES = 12


@transaction.atomic
def plan(
    *,
    school: School,
    guide: GuidePage,
    held_on: date,
    facts: dict[str, Any],
    by: Any,
    at: datetime,
) -> ParentSession:
    """A line of the outreach planner, and beside it when, where and for whom."""
    if held_on < localdate(at):
        raise Invalid(fields={"held_on": "in_the_past"})
    page = in_chinese(guide)
    line = outreach.write(
        district=school.district,
        school=school,
        facts=_line(page, held_on),
        by=by,
        at=at,
    )
    row = ParentSession.objects.create(
        outreach=line,
        guide_page=page.pk,
        code=secrets.token_urlsafe(CODE_BYTES),
        **facts,
    )
    _remember(events.PARENT_SESSION_PLANNED, row, by=by, at=at)
    return row


@transaction.atomic
def change(
    *,
    session: ParentSession,
    guide: GuidePage,
    held_on: date,
    facts: dict[str, Any],
    by: Any,
    at: datetime,
) -> None:
    """Another day, place or topic, before anybody came."""
    _check_open(session)
    if session.sign_ins.exists():
        raise NotNow("parent_session_begun")
    if held_on < localdate(at):
        raise Invalid(fields={"held_on": "in_the_past"})
    page = in_chinese(guide)
    outreach.change(outreach=session.outreach, facts=_line(page, held_on), by=by, at=at)
    session.guide_page = page.pk
    for name, value in facts.items():
        setattr(session, name, value)
    session.save()
    _remember(events.PARENT_SESSION_PLANNED, session, by=by, at=at)


@transaction.atomic
def sign_in(*, session: ParentSession, children: Iterable[Student], by: Any, at: datetime) -> None:
    """This guardian is here, for these children of hers; a second tap changes nothing."""
    _check_open(session)
    if session.outreach.held_on != localdate(at):
        raise NotNow("parent_session_other_day")
    guardian = by.guardian
    for child in children:
        session.sign_ins.filter(student=child, guardian=None).delete()
        ParentSignIn.objects.get_or_create(
            session=session,
            student=child,
            guardian=guardian,
            defaults={"way": SignInWay.PHONE, "made_at": at, "made_by": by},
        )
    _count(session)
    _remember(events.PARENT_SESSION_SIGNED, session, by=by, at=at)


@transaction.atomic
def tick(
    *, session: ParentSession, room: Classroom, here: frozenset[UUID], by: Any, at: datetime
) -> None:
    """The families of a class who are here; whoever signed in herself stays."""
    if session.outreach.held_on > localdate(at):
        raise NotNow("parent_session_to_come")
    if session.outreach.state == OutreachState.CANCELLED or _forgotten(session, at):
        raise NotNow("parent_session_over")
    children = set(queries.children_in(room).values_list("pk", flat=True))
    if not here <= children:
        raise Invalid(fields={"here": "not_of_this_class"})
    known = set(
        session.sign_ins.filter(student__in=children, guardian__isnull=False).values_list(
            "student_id", flat=True
        )
    )
    ticked = session.sign_ins.filter(student__in=children, guardian=None)
    ticked.exclude(student__in=here).delete()
    ParentSignIn.objects.bulk_create(
        (
            ParentSignIn(session=session, student_id=pk, way=SignInWay.LIST, made_at=at, made_by=by)
            for pk in sorted(here - known)
        ),
        ignore_conflicts=True,
    )
    _count(session)
    facts = {"classroom": str(room.pk), "here": len(here | known)}
    _remember(events.PARENT_SESSION_TICKED, session, by=by, at=at, facts=facts)


@transaction.atomic
def close(*, session: ParentSession, held: bool, by: Any, at: datetime) -> None:
    """It is over, or was called off: only now does the year's paragraph count it."""
    _check_open(session)
    if held and session.outreach.held_on > localdate(at):
        raise NotNow("parent_session_to_come")
    if not held and session.sign_ins.exists():
        raise NotNow("parent_session_begun")
    facts: dict[str, Any] = {"state": OutreachState.HELD if held else OutreachState.CANCELLED}
    if not _forgotten(session, at):
        facts["reached"] = queries.came(session)
    outreach.change(outreach=session.outreach, facts=facts, by=by, at=at)
    session.closed_at = at
    session.save()
    _remember(events.PARENT_SESSION_CLOSED, session, by=by, at=at, facts={"held": held})


def forget_sign_ins(*, at: datetime) -> int:
    """Who came is erased when its time is over; how many came stays. Run again, nothing changes."""
    old = ParentSession.objects.filter(
        outreach__held_on__lt=keeping.erased_before(localdate(at)), sign_ins__isnull=False
    )
    return sum(_forget(pk, at) for pk in old.values_list("pk", flat=True).distinct())


@transaction.atomic
def _forget(pk: UUID, at: datetime) -> int:
    session = ParentSession.objects.select_related("outreach").get(pk=pk)
    count: int = session.sign_ins.all().delete()[0]
    facts = {"count": count}
    _remember(events.PARENT_SESSION_FORGOTTEN, session, by=None, at=at, facts=facts)
    return count


def _forgotten(session: ParentSession, at: datetime) -> bool:
    return session.outreach.held_on < keeping.erased_before(localdate(at))


def _line(page: GuidePage, held_on: date) -> dict[str, Any]:
    return {
        "kind": OutreachKind.LECTURE,
        "audience": OutreachAudience.PARENTS,
        "topic": page.title[:120],
        "held_on": held_on,
    }


def _count(session: ParentSession) -> None:
    line = session.outreach
    line.reached = queries.came(session)
    line.save(update_fields=["reached"])


def _check_open(session: ParentSession) -> None:
    if session.closed_at or session.outreach.state == OutreachState.CANCELLED:
        raise NotNow("parent_session_over")


def _remember(
    event: Any,
    row: ParentSession,
    *,
    by: Any,
    at: datetime,
    facts: dict[str, Any] | None = None,
) -> None:
    record(
        event,
        by=by,
        district_id=row.outreach.district_id,
        school_id=row.outreach.school_id,
        object_kind="lessons.parentsession",
        object_id=str(row.pk),
        facts=facts,
        at=at,
    )
