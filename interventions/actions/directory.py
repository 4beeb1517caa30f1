"""Keeping the directory of providers: by the district, and by a provider for its own waits."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import Provider, ProviderStaff
from interventions.queries import people
from interventions.rules.directory import forced_words
from school_safety.audit.events import interventions as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
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
    """Add or mend an entry; saving it counts as verifying it.

    Without a licence there is none, nor without the word that nobody is held, forced or beaten.
    """
    row = provider or Provider(district=district)
    for name, value in values.items():
        setattr(row, name, value)
    _check_entry(row)
    today = timezone.localdate(at)
    row.last_verified_on = row.waiting_said_on = today
    row.save()
    _remember(row, by=by, at=at)
    return row


def _check_entry(row: Provider) -> None:
    wrong = {}
    if not row.licence.strip():
        wrong["licence"] = "required"
    if not row.no_force:
        wrong["no_force"] = "no_force"
    for name in ("name", "name_en", "about", "about_en"):
        if forced_words([getattr(row, name)]):
            wrong[name] = "sounds_forced"
    same = Provider.objects.filter(district_id=row.district_id, name=row.name).exclude(pk=row.pk)
    if same.exists():
        wrong["name"] = "taken"
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic(durable=True)
def tell_places(
    *,
    provider: Provider,
    waiting_days: int,
    places: int | None,
    intake_hours: str,
    phone: str,
    by: Any,
    at: datetime,
) -> Provider:
    """A provider says how long families wait there now. What it may do is the district's to say."""
    row = Provider.objects.select_for_update().get(pk=provider.pk)
    if not people.provider_staff(row).filter(pk=by.pk).exists():
        raise NotNow("not_your_provider")
    row.waiting_days, row.places = waiting_days, places
    row.intake_hours, row.phone = intake_hours.strip(), phone.strip()
    row.waiting_said_on = timezone.localdate(at)
    row.save(update_fields=["waiting_days", "places", "intake_hours", "phone", "waiting_said_on"])
    _remember(row, by=by, at=at)
    return row


def _remember(row: Provider, *, by: Any, at: datetime, **facts: str) -> None:
    record(
        events.PROVIDER_CHANGED,
        by=by,
        district_id=row.district_id,
        object_kind="interventions.provider",
        object_id=str(row.pk),
        facts=facts,
        at=at,
    )


@transaction.atomic(durable=True)
def seat_staff(*, provider: Provider, user: Any, by: Any, at: datetime) -> ProviderStaff:
    """Let this person read what is addressed to the provider."""
    seat, made = ProviderStaff.objects.get_or_create(provider=provider, user=user)
    if made:
        _remember(provider, by=by, at=at, seat=str(user.pk))
    return seat
