"""The district's switch: who must say yes between 14 and 17. Reading it, and setting it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import District

from .choices import Youth
from .models import DistrictTerms

SHORTEST = 20  # characters of an opinion: whose it is, of what day, where it lies


def in_force(district_id: UUID) -> DistrictTerms | None:
    """The newest row; none means the default, both."""
    rows = DistrictTerms.objects.filter(district_id=district_id).select_related("set_by")
    return rows.order_by("-set_at").first()


def with_notice(district_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the districts in which the pupil's own yes is enough; one query."""
    newest: dict[UUID, str] = {}
    rows = DistrictTerms.objects.filter(district_id__in=set(district_ids)).order_by("-set_at")
    for district_id, youth in rows.values_list("district_id", "youth"):
        newest.setdefault(district_id, youth)
    return {district_id for district_id, youth in newest.items() if youth == Youth.NOTICE}


@transaction.atomic
def set_youth(
    *, district: District, youth: str, opinion: str, by: Any, at: datetime
) -> DistrictTerms:
    """From now on; what was kept under the former rule keeps its ground."""
    opinion = " ".join(opinion.split())
    if youth not in Youth.values:
        raise Invalid(fields={"youth": "unknown"})
    if youth == Youth.NOTICE and len(opinion) < SHORTEST:
        raise Invalid(fields={"opinion": "too_short"})
    District.objects.select_for_update().get(pk=district.pk)
    before = in_force(district.pk)
    if youth == (before.youth if before else Youth.BOTH):
        raise NotNow("terms_unchanged")
    row = DistrictTerms.objects.create(
        district=district, youth=youth, opinion=opinion, set_by=by, set_at=at
    )
    record(
        events.YOUTH_TERMS_SET, by=by, district_id=district.pk,
        object_kind="consents.districtterms", object_id=str(row.pk), facts={"kind": youth}, at=at,
    )  # fmt: skip
    return row
