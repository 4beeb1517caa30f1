"""Appointments that no page makes: auditor, duty officer, partner, operator, another official.

The matrix does not say who gives these roles, so the district decides on paper and somebody at the
server carries it out, in the name of two officials, with everybody who watches over it being told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lessons.actions.sections import sync_groups
from school_safety.access.actions import assign_role, end_role
from school_safety.access.choices import Role
from school_safety.access.holdings import not_ended
from school_safety.access.models import RoleAssignment
from school_safety.accounts.actions import (
    issue_activation_code,
    new_user,
    revoke_activation_codes,
)
from school_safety.accounts.codes import written
from school_safety.accounts.memory import KIND, remember
from school_safety.accounts.models import User
from school_safety.audit.events import Event
from school_safety.audit.events import people as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.office import keeping
from school_safety.schools.models import District, School

from .arriving import free_name

APPOINTED = (Role.AUDITOR, Role.DUTY, Role.PARTNER, Role.OPERATOR, Role.DISTRICT)
NAMED = 2  # officials who stand for it; all there are, where fewer are left


@dataclass(frozen=True)
class Appointed:
    """`code` is empty for somebody who has a way in already; `officials` is how many stood for it."""

    user: User
    code: str
    officials: int


@dataclass(frozen=True)
class Place:
    """Where: a district, one school of it, or nowhere (the operator alone)."""

    district: District | None
    school: School | None = None

    @property
    def unit(self) -> Any:
        """The deepest of the two."""
        return self.school or self.district

    @property
    def home(self) -> Any:
        """The district in whose history it stands."""
        return self.district.pk if self.district else None


@transaction.atomic(durable=True)
def appoint(
    *,
    role: str,
    place: Place,
    name: str,
    email: str,
    username: str,
    officials: Sequence[str],
    until: datetime | None,
    at: datetime,
) -> Appointed:
    """A new account by `name`, or another role for the colleague `username`. All of it or nothing."""
    _check(role, place, until, at)
    if username in officials:
        raise NotNow("not_to_oneself")
    named = _officials(officials, username, place.district, at)
    user = _colleague(username) if username else _new(name, email, place, at)
    revoke_activation_codes(user=user, at=at)
    assign_role(user=user, role=role, unit=place.unit, by=None, at=at, until=until)
    sync_groups(user, at=at)
    code = ""
    if not user.has_usable_password():
        code = written(issue_activation_code(user=user, by=None, at=at, district_id=place.home))
    event = events.PERSON_APPOINTED if named else events.FIRST_APPOINTED
    _remember(event, user, role, place, named, at)
    keeping.tell_keepers("person_appointed", about=user, home=place.home, at=at)
    if place.home is not None:
        post("role_given", to=user, district_id=place.home, at=at)
    return Appointed(user, code, len(named))


@transaction.atomic(durable=True)
def dismiss(
    *, role: str, place: Place, username: str, officials: Sequence[str], at: datetime
) -> Appointed:
    """The same role ends before its day, in the name of the same two; no page does that either."""
    if role not in APPOINTED:
        raise Invalid(fields={"role": "given_on_a_page"})
    if username in officials:
        raise NotNow("not_to_oneself")
    named = _officials(officials, username, place.district, at)
    rows = RoleAssignment.objects.filter(
        not_ended(at),
        user__username=username,
        role=role,
        district=place.district,
        school=place.school,
    ).select_related("user")
    if not rows:
        raise Invalid(fields={"user": "unknown"})
    user = rows[0].user
    for row in rows:
        end_role(assignment=row, by=None, at=at)
    sync_groups(user, at=at)
    _remember(events.PERSON_DISMISSED, user, role, place, named, at)
    keeping.tell_keepers("person_appointed", about=user, home=place.home, at=at)
    return Appointed(user, "", len(named))


def _check(role: str, place: Place, until: datetime | None, at: datetime) -> None:
    if role not in APPOINTED:
        raise Invalid(fields={"role": "given_on_a_page"})
    if (role == Role.OPERATOR) != (place.district is None):
        raise Invalid(fields={"district": "one_unit"})
    if place.school is not None and role != Role.DUTY:
        raise Invalid(fields={"school": "of_the_district"})
    if role == Role.DUTY and until is None:
        raise Invalid(fields={"until": "needed"})
    if until is not None and until <= at:
        raise Invalid(fields={"until": "past"})


def _officials(
    names: Sequence[str], whom: str, district: District | None, at: datetime
) -> list[User]:
    """Two different officials besides the person; where there are fewer, every one of them."""
    seats = RoleAssignment.objects.filter(not_ended(at), role=Role.DISTRICT)
    if district is not None:
        seats = seats.filter(district=district)
    there = User.objects.filter(is_active=True, pk__in=seats.values("user_id")).exclude(
        username=whom
    )
    found = list(there.filter(username__in=set(names)))
    if len(found) != len(set(names)) or len(found) < min(NAMED, there.count()):
        raise Invalid(fields={"official": "two_officials"})
    return found


def _colleague(username: str) -> User:
    """Somebody with a role here already; pupils and families are appointed to nothing."""
    user = User.objects.select_for_update().filter(username=username, is_active=True).first()
    family = user is not None and (hasattr(user, "student") or hasattr(user, "guardian"))
    if user is None or family or not user.roles.exists():
        raise Invalid(fields={"user": "unknown"})
    return user


def _new(name: str, email: str, place: Place, at: datetime) -> User:
    if not name.strip():
        raise Invalid(fields={"name": "needed"})
    user = new_user(username=free_name(name.strip()), name=name.strip())
    user.email = email
    user.save(update_fields=["email"])
    remember(events.COLLEAGUE_ADDED, user, by=None, at=at, district_id=place.home)
    return user


def _remember(
    event: Event, user: User, role: str, place: Place, named: list[User], at: datetime
) -> None:
    record(
        event,
        district_id=place.home,
        school_id=place.school.pk if place.school else None,
        object_kind=KIND,
        object_id=str(user.pk),
        facts={
            "role": role,
            "user": str(user.pk),
            "count": len(named),
            "officials": sorted(str(official.pk) for official in named),
        },
        at=at,
    )
