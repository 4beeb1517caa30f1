"""An account elsewhere opens a colleague's account here: connected by herself, or by staff number.

Never by name, mailbox or phone, and nobody new comes in this way. Families and pupils have doors of
their own; a pupil's machine is everybody's machine.
"""

from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from school_safety.access.choices import Role
from school_safety.access.holdings import in_force, roles_of
from school_safety.access.models import RoleAssignment
from school_safety.accounts.elsewhere import Identity
from school_safety.accounts.memory import KIND, remember
from school_safety.accounts.models import User
from school_safety.audit.events import Event, people
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.notices.outbox import post

FAMILY = frozenset({Role.ANONYMOUS, Role.STUDENT, Role.GUARDIAN})


def is_colleague(user: Any) -> bool:
    """Somebody with a role in force that a school or district gave, and no pupil.

    An operator alone is not: her way in must not hang on a service that she may have to mend.
    """
    held = [holding for holding in roles_of(user) if holding.district_id]
    roles = {holding.role for holding in held}
    return bool(roles - FAMILY) and Role.STUDENT not in roles


@transaction.atomic(durable=True)
def person_behind(*, identity: Identity, at: datetime) -> User | None:
    """Whose account this opens; for strangers, leavers and families nobody's, and it is noted."""
    link = _links(identity).select_related("user").first()
    person = link.user if link else _by_number(identity, at)
    if person is None or not person.is_active or not is_colleague(person):
        facts = {"kind": identity.way}
        record(people.ELSEWHERE_REFUSED, object_kind=KIND, facts=facts, at=at)
        return None
    if link is None:
        _keep(identity, person, people.ELSEWHERE_MATCHED, at)
    return person


@transaction.atomic(durable=True)
def connect(*, user: User, identity: Identity, at: datetime) -> None:
    """By herself, signed in and freshly confirmed. One account of each kind, and it is hers alone."""
    if not is_colleague(user):
        raise Absent
    User.objects.select_for_update().get(pk=user.pk)
    there = _links(identity).first()
    if there is not None and there.user_id == user.pk:
        return
    if there is not None or _has(user, identity.way):
        raise NotNow("elsewhere_taken")
    _keep(identity, user, people.ELSEWHERE_LINKED, at)


@transaction.atomic(durable=True)
def disconnect(*, user: User, way: str, at: datetime) -> None:
    """It opens nothing any more; whoever has no password keeps her only way in."""
    links = SocialAccount.objects.filter(user=user)
    if not links.filter(provider=way).exists():
        raise Absent
    if not user.has_usable_password() and not links.exclude(provider=way).exists():
        raise NotNow("elsewhere_last")
    links.filter(provider=way).delete()
    _record(people.ELSEWHERE_UNLINKED, user, way, at)


def _links(identity: Identity) -> Any:
    return SocialAccount.objects.filter(provider=identity.way, uid=identity.uid)


def _has(user: User, way: str) -> bool:
    return SocialAccount.objects.filter(user=user, provider=way).exists()


def _by_number(identity: Identity, at: datetime) -> User | None:
    """Exactly one active colleague of that district, who has not connected somebody else."""
    if not identity.number:
        return None
    district = settings.SSO[identity.way]["district"]
    seats = RoleAssignment.objects.filter(in_force(at), district__code=district)
    found = User.objects.select_for_update().filter(
        is_active=True, staff_number=identity.number, pk__in=seats.values("user_id")
    )[:2]
    people_ = list(found)
    return people_[0] if len(people_) == 1 and not _has(people_[0], identity.way) else None


def _keep(identity: Identity, user: User, event: Event, at: datetime) -> None:
    SocialAccount.objects.create(user=user, provider=identity.way, uid=identity.uid)
    _record(event, user, identity.way, at)
    post(
        "elsewhere_linked", to=user, district_id=_district(user),
        url_name="home:sign_in_show", at=at,
    )  # fmt: skip


def _record(event: Event, user: User, way: str, at: datetime) -> None:
    facts = {"kind": way}
    remember(event, user, by=user, at=at, district_id=_district(user), facts=facts)


def _district(user: User) -> Any:
    return next((held.district_id for held in roles_of(user) if held.district_id), None)
