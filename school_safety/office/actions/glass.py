"""Breaking the glass: a locked-out founder or operator, from the server, loudly and not for long."""

from datetime import datetime, timedelta

from django.db import transaction

from school_safety.access.choices import Role
from school_safety.accounts.actions import issue_activation_code, reset_second_factor
from school_safety.accounts.codes import written
from school_safety.accounts.memory import remember
from school_safety.accounts.models import User
from school_safety.audit.events import people as events
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office import keeping

SHORTEST_REASON = 20  # characters
LONGEST = 4  # hours
# Everybody else has somebody at her school or in her district who prints a letter.
LOCKED_OUT = frozenset({Role.DISTRICT, Role.AUDITOR, Role.OPERATOR})


@transaction.atomic(durable=True)
def break_glass(*, username: str, reason: str, hours: int, at: datetime) -> str:
    """A one-time code for some hours; the second factor is gone, and the district is told.

    For accounts that nobody reads of a child with: whoever has another role is refused.
    """
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise Invalid(fields={"reason": "too_short"})
    if not 1 <= hours <= LONGEST:
        raise Invalid(fields={"hours": "too_long"})
    person = User.objects.filter(username=username, is_active=True).first()
    held = {role for role, _ in keeping.held_by(person)} if person else set()
    if person is None or not held or held - LOCKED_OUT:
        raise Absent
    home = keeping.district_of(person)
    reset_second_factor(user=person, by=None, at=at, district_id=home)
    code = issue_activation_code(
        user=person, by=None, at=at, district_id=home, lasts=timedelta(hours=hours), reason=reason
    )
    facts = {"hours": hours, "user": str(person.pk)}
    remember(events.GLASS_BROKEN, person, by=None, district_id=home, facts=facts, at=at)
    keeping.tell_keepers("glass_broken", about=person, home=home, at=at)
    return written(code)
