"""What a family may not yet know."""

from collections.abc import Iterable
from uuid import UUID

from interventions.choices import OPEN_STATUSES
from interventions.models import GuardianContact


def untold(student_ids: Iterable[UUID]) -> list[UUID]:
    """Those whose family is not told for now: asked for or approved, while the case is open."""
    rows = GuardianContact.objects.filter(
        protective=True, case__status__in=OPEN_STATUSES, case__student_id__in=list(student_ids)
    )
    return list(rows.values_list("case__student_id", flat=True))
