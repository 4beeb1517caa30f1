"""Staff numbers: whoever prints somebody's letter writes down her number, for it opens as much."""

from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from school_safety.access.giving import LETTER
from school_safety.access.holdings import not_ended
from school_safety.access.models import RoleAssignment
from school_safety.accounts.memory import remember
from school_safety.accounts.models import User
from school_safety.audit.events import people as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.office import keeping


@transaction.atomic(durable=True)
def set_number(*, person: User, number: str, by: Any, at: datetime) -> None:
    """Nobody else's in this district. A new number cuts what the old one may have connected."""
    keeping.needed(LETTER, by, person)
    if not person.is_active:
        raise NotNow("account_closed")
    number, district = number.strip(), keeping.district_of(person)
    if number == person.staff_number:
        return
    if number and _somebody_elses(number, person, district, at):
        raise Invalid(fields={"number": "taken"})
    person.staff_number = number
    person.save(update_fields=["staff_number"])
    SocialAccount.objects.filter(user=person).delete()
    remember(events.STAFF_NUMBER_SET, person, by=by, at=at, district_id=district)
    post("number_set", to=person, district_id=district, url_name="home:sign_in_show", at=at)


def _somebody_elses(number: str, person: User, district: Any, at: datetime) -> bool:
    near = RoleAssignment.objects.filter(not_ended(at), district_id=district).values("user_id")
    others = User.objects.filter(is_active=True, staff_number=number, pk__in=near)
    return others.exclude(pk=person.pk).exists()
