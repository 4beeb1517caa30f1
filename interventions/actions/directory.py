"""Keeping the directory of providers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import Provider, ProviderStaff
from school_safety.audit.events import interventions as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import District


@transaction.atomic(durable=True)
def save_provider(
    *,
    district: District,
    by: Any,
    at: datetime,
    provider: Provider | None = None,
    **values: Any,
) -> Provider:
    """Add or mend an entry. Without a licence there is none; saving it counts as verifying it."""
    row = provider or Provider(district=district)
    for name, value in values.items():
        setattr(row, name, value)
    if not row.licence.strip():
        raise Invalid(fields={"licence": "required"})
    same = Provider.objects.filter(district_id=row.district_id, name=row.name).exclude(pk=row.pk)
    if same.exists():
        raise Invalid(fields={"name": "taken"})
    row.last_verified_on = timezone.localdate(at)
    row.save()
    record(
        events.PROVIDER_CHANGED,
        by=by,
        district_id=row.district_id,
        object_kind="interventions.provider",
        object_id=str(row.pk),
        at=at,
    )
    return row


@transaction.atomic(durable=True)
def seat_staff(*, provider: Provider, user: Any, by: Any, at: datetime) -> ProviderStaff:
    """Let this person read what is addressed to the provider."""
    seat, made = ProviderStaff.objects.get_or_create(provider=provider, user=user)
    if made:
        record(
            events.PROVIDER_CHANGED,
            by=by,
            district_id=provider.district_id,
            object_kind="interventions.provider",
            object_id=str(provider.pk),
            facts={"seat": str(user.pk)},
            at=at,
        )
    return seat
