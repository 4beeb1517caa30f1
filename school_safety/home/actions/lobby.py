"""A device in the lobby is handed over to families, by somebody whose name is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.audit.events import people
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import Classroom

VERBS = (Permission.CONSENT_ENTER, Permission.LETTER_FOLLOW)


@transaction.atomic
def opened_kiosk(*, by: Any, at: datetime) -> str:
    """Remember who opened it and for which school; answers the school's id."""
    rows = Classroom.objects.order_by("school__code", "pk")
    found = (policy.visible(by, verb, rows).first() for verb in VERBS)
    room = next((each for each in found if each is not None), None)
    if room is None:
        raise Absent
    record(
        people.KIOSK_OPENED,
        by=by,
        district_id=room.district_id,
        school_id=room.school_id,
        object_kind="schools.school",
        object_id=str(room.school_id),
        at=at,
    )
    return str(room.school_id)
