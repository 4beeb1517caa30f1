"""A scope code, made into a filter over rows: the only place that knows what a scope means."""

from typing import Any

from django.db import models
from django.db.models import Q

from school_safety.schools.choices import Authority

from . import paths
from .choices import GrantKind, Role, Scope
from .holdings import Holding, LiveGrant, children_of, grants_of
from .paths import Paths
from .permissions import Permission

NOTHING = Q(pk__in=[])
# An access slip is for reading: it never lets anybody write, refer or send.
SLIP_READS = frozenset(
    {
        Permission.CASE_READ,
        Permission.NOTE_READ,
        Permission.REFERRAL_READ,
        Permission.RESPONSE_READ,
    }
)
UNIT_SCOPES: dict[str, tuple[str, str]] = {
    Scope.DISTRICT: ("district", "district_id"),
    Scope.SCHOOL: ("school", "school_id"),
    Scope.HOMEROOM: ("classroom", "classroom_id"),
    Scope.TAUGHT: ("classroom", "classroom_id"),
}


def rows(
    user: Any,
    verb: Permission,
    scope: str,
    holding: Holding,
    model: type[models.Model],
    *,
    slips: bool = True,
) -> Q:
    """The rows of `model` that this holding reaches at this scope; NOTHING where it has no path."""
    way = paths.of(model)
    if scope == Scope.EVERYWHERE:
        return Q()
    if scope in UNIT_SCOPES:
        path, unit = UNIT_SCOPES[scope]
        return _equals(getattr(way, path), getattr(holding, unit))
    if scope == Scope.OWN:
        return _own(user, holding, way)
    if scope == Scope.CHILD:
        return _child(user, way)
    if scope == Scope.CASELOAD:
        return _caseload(user, way) | (_on_slip(user, verb, way) if slips else NOTHING)
    if scope == Scope.GRANTED:
        named = {g.basis_id for g in grants_of(user) if g.kind == GrantKind.REFERRAL}
        return _within(way.granted, named)
    if scope == Scope.INVOLVED:
        return _involved(user, way, model)
    if scope == Scope.PUBLISHED:
        return _equals(way.published, holding.district_id)
    return NOTHING  # write-only has no rows


def _equals(path: str | None, value: object) -> Q:
    return Q(**{path: value}) if path and value else NOTHING


def _within(path: str | None, values: set[Any]) -> Q:
    return Q(**{f"{path}__in": values}) if path and values else NOTHING


def _caseload(user: Any, way: Paths) -> Q:
    """Work on a child is work for one school: what another one keeps of her stays with it."""
    children: dict[Any, set[Any]] = {}
    for live in grants_of(user):
        if live.kind == GrantKind.CASELOAD:
            children.setdefault(live.school_id, set()).add(live.student_id)
    reached = NOTHING
    for school, ids in children.items():
        reached |= _within(way.student, ids) & _equals(way.school, school)
    return reached


def _on_slip(user: Any, verb: Permission, way: Paths) -> Q:
    reached = NOTHING
    if verb in SLIP_READS:
        for slip in grants_of(user):
            if slip.kind == GrantKind.SLIP:
                reached |= _within(way.student, {slip.student_id}) & _boxed(way, slip)
    return reached


def _boxed(way: Paths, slip: LiveGrant) -> Q:
    """A slip opens one case: what hangs on another case of the same child, or on none, stays closed."""
    case_id = slip.box.partition(":")[2]
    if not case_id:
        return NOTHING
    return way.under(case_id) if way.under else _equals(way.case, case_id)


def _own(user: Any, holding: Holding, way: Paths) -> Q:
    if holding.role == Role.STUDENT:
        return _equals(way.student, user.student.pk)
    return _equals(way.owner, user.pk)


def _child(user: Any, way: Paths) -> Q:
    if way.guardian:  # addressed to one guardian: full or limited authority may open it
        children = children_of(user, Authority.FULL, Authority.LIMITED)
        return _equals(way.guardian, user.guardian.pk) & _within(way.student, set(children))
    return _within(way.student, set(children_of(user, Authority.FULL)))


def _involved(user: Any, way: Paths, model: type[models.Model]) -> Q:
    if not way.involved:
        return NOTHING
    mine = model._default_manager.filter(**{way.involved: user.pk})
    return Q(pk__in=mine.values("pk"))
