"""One answer for a page, a list, a search, an export and a job: the check is the list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet

from school_safety import limits
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent, TooMany

from . import paths, reading, scope
from .choices import GrantKind, Role, Scope
from .holdings import Holding, LiveGrant, forget, grants_of, roles_of
from .matrix import MATRIX
from .permissions import Permission

__all__ = [
    "Units",
    "forget",
    "get",
    "get_sensitive",
    "holds",
    "in_hand",
    "remember_list",
    "roles_of",
    "units",
    "visible",
]

FAMILY = frozenset({Role.STUDENT, Role.GUARDIAN})
CITED_FIRST = (
    GrantKind.CASELOAD,
    GrantKind.REFERRAL,
    GrantKind.SLIP,
    GrantKind.MEETING,
    GrantKind.DUTY,
    GrantKind.TASK,
)


@dataclass
class Units:
    """The units a verb reaches, for forms that create something in one of them."""

    districts: set[UUID] = field(default_factory=set)
    schools: set[UUID] = field(default_factory=set)
    classrooms: set[UUID] = field(default_factory=set)


def _holdings_with(user: Any, verb: Permission) -> Iterator[tuple[str, Holding]]:
    for holding in roles_of(user):
        reach = MATRIX[holding.role].get(verb)
        if reach is not None:
            yield reach, holding


def holds(user: Any, verb: Permission) -> bool:
    """Whether any role in force grants this verb at any scope."""
    return any(True for _ in _holdings_with(user, verb))


def visible[M: Model](user: Any, verb: Permission, queryset: QuerySet[M]) -> QuerySet[M]:
    """The rows on which this user may use this verb; an empty answer where the verb is not held."""
    reached = Q(pk__in=[])
    for reach, holding in _holdings_with(user, verb):
        if reach == Scope.EVERYWHERE:
            return queryset
        reached |= scope.rows(user, verb, reach, holding, queryset.model)
    return queryset.filter(reached)


def in_hand[M: Model](user: Any, verb: Permission, queryset: QuerySet[M]) -> QuerySet[M]:
    """`visible` without what only an access slip opens: that is read once, and is nobody's work."""
    reached = Q(pk__in=[])
    for reach, holding in _holdings_with(user, verb):
        reached |= scope.rows(user, verb, reach, holding, queryset.model, slips=False)
    return queryset.filter(reached)


def get[M: Model](user: Any, verb: Permission, queryset: QuerySet[M], **lookup: Any) -> M:
    """The one row, or Absent: not yours and not there are the same answer."""
    try:
        return visible(user, verb, queryset).get(**lookup)
    except (ObjectDoesNotExist, ValidationError, ValueError) as error:
        raise Absent from error


def get_sensitive[M: Model](
    user: Any,
    verb: Permission,
    queryset: QuerySet[M],
    *,
    at: datetime,
    reason: str = "",
    **lookup: Any,
) -> M:
    """`get` for classes S3 and S4: the read is written down with its grant, or it does not happen."""
    row = get(user, verb, queryset, **lookup)
    way = paths.of(queryset.model)
    student_id = paths.value(row, way.student)
    grant = _cited(user, student_id)
    slip = grant is not None and grant.kind == GrantKind.SLIP
    role = _as_role(user, verb)
    record(
        events.RECORD_READ,
        by=user,
        role=role,
        district_id=paths.value(row, way.district),
        school_id=paths.value(row, way.school),
        student_id=student_id,
        object_kind=queryset.model._meta.label_lower,
        object_id=str(row.pk),
        grant_id=grant.id if grant else None,
        reason=grant.reason if grant and slip else reason,
        facts={"part": reason} if slip and reason else None,
        at=at,
    )
    if role not in FAMILY:
        _count_read(user, role, way, row, at)
    return row


def _as_role(user: Any, verb: Permission) -> str:
    """The role that the history names for a deed with this verb."""
    return next(holding.role for _, holding in _holdings_with(user, verb))


def _cited(user: Any, student_id: UUID | None) -> LiveGrant | None:
    """The grant that a read rests on: one's own work before an access slip, a dated task last."""
    about = [live for live in grants_of(user) if live.student_id == student_id]
    return min(about, key=lambda live: CITED_FIRST.index(live.kind), default=None)


def remember_list[M: Model](
    user: Any, verb: Permission, model: type[M], rows: Iterable[M], *, at: datetime
) -> None:
    """A page of S3 or S4 rows was shown: one line, with the children whose names stood there."""
    way = paths.of(model)
    shown = list(rows)
    if not shown:
        return
    record(
        events.LIST_READ,
        by=user,
        role=_as_role(user, verb),
        district_id=paths.value(shown[0], way.district),
        school_id=paths.value(shown[0], way.school),
        object_kind=model._meta.label_lower,
        facts={
            "count": len(shown),
            "students": sorted({str(paths.value(row, way.student)) for row in shown}),
        },
        at=at,
    )


def _count_read(user: Any, role: str, way: paths.Paths, row: Model, at: datetime) -> None:
    """Many records in a short time: never refused (a child may be in need), always told; and before
    the next one somebody proves once more that it is she."""
    try:
        limits.check("record.read", key=str(user.pk))
    except TooMany as refusal:
        if reading.ask_before_next(user, for_seconds=refusal.retry_after):
            record(
                events.MANY_READ,
                by=user,
                role=role,
                district_id=paths.value(row, way.district),
                school_id=paths.value(row, way.school),
                object_kind="accounts.user",
                object_id=str(user.pk),
                at=at,
            )


def units(user: Any, verb: Permission) -> Units:
    """The districts, schools and classes in which this verb is held."""
    reached = Units()
    for reach, holding in _holdings_with(user, verb):
        if reach == Scope.DISTRICT and holding.district_id:
            reached.districts.add(holding.district_id)
        elif reach == Scope.SCHOOL and holding.school_id:
            reached.schools.add(holding.school_id)
        elif reach in {Scope.HOMEROOM, Scope.TAUGHT} and holding.classroom_id:
            reached.classrooms.add(holding.classroom_id)
    return reached
