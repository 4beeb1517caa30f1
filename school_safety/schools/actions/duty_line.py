"""The number that answers by day and by night where a school has nobody on call."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import help_safety as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import District

NUMBER = re.compile(r"\+?[\d -]{3,30}")


@transaction.atomic(durable=True)
def set_duty_line(*, district: District, number: str, by: Any, at: datetime) -> District:
    """Empty: the district has none, and every hole in a rota rings."""
    number = number.strip()
    if number and not NUMBER.fullmatch(number):
        raise Invalid(fields={"duty_line": "not_a_number"})
    district.duty_line = number
    district.save(update_fields=["duty_line"])
    record(
        events.DUTY_LINE_SET,
        by=by,
        district_id=district.pk,
        object_kind=district._meta.label_lower,
        object_id=str(district.pk),
        at=at,
    )
    return district
