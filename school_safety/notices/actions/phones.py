"""The number of a colleague on call is written down, or taken out."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import help_safety as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.notices.models import StaffPhone

NUMBER = re.compile(r"\+?\d{7,15}")


@transaction.atomic
def set_staff_phone(
    *, user: Any, district_id: Any, number: str, by: Any, at: datetime
) -> StaffPhone | None:
    """Where alerts ring; an empty one is taken out. The history keeps that, never the number."""
    plain = re.sub(r"[\s-]", "", number)
    if plain and not NUMBER.fullmatch(plain):
        raise Invalid(fields={"phone": "not_a_number"})
    StaffPhone.objects.filter(user=user).delete()
    row = None
    if plain:
        row = StaffPhone.objects.create(
            district_id=district_id, user=user, number=plain, tail=plain[-4:], set_by=by, set_at=at
        )
    record(
        events.STAFF_PHONE_SET,
        by=by,
        district_id=district_id,
        object_kind="accounts.user",
        object_id=str(user.pk),
        at=at,
    )
    return row
