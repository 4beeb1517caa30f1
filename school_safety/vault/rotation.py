"""Rotation while serving: a new master key over the data keys, new data keys under the rows."""

from collections.abc import Iterator
from itertools import batched
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from . import envelope, keys, master
from .fields import SealedField
from .models import DataKey
from .sealed import Sealed

BATCH = 200


def new_master() -> int:
    """A fresh master key: put first, everything wrapped under it, the old ones removed."""
    master.replace([master.new_line(), *(master.line_of(key) for key in master.read())])
    with transaction.atomic():
        _alone()
        done = rewrap()
        master.replace([master.line_of(master.read()[0])])
    return done


def rewrap() -> int:
    """Wrap every data key under the first line of the master key file; answers how many."""
    wrapper = master.read()[0]
    stale = [
        row for row in DataKey.objects.all() if envelope.key_id_of(bytes(row.wrapped)) != wrapper.id
    ]
    for row in stale:
        secret = keys.unwrap(row).secret
        row.wrapped = envelope.seal(wrapper, secret, keys.about(row))
        row.wrapped_at = timezone.now()
    return DataKey.objects.bulk_update(stale, ["wrapped", "wrapped_at"]) if stale else 0


def new_data_keys() -> int:
    """A fresh data key for every district; the house's own stays, for lookups must stay equal.

    Other processes seal under the old key until they are restarted; run `reseal` after that.
    """
    wrapper, now = master.read()[0], timezone.now()
    with transaction.atomic():
        _alone()
        old = list(DataKey.objects.filter(current=True).exclude(district_id=keys.HOUSE))
        DataKey.objects.filter(pk__in=[row.pk for row in old]).update(current=False)
        for row in old:
            fresh = DataKey(id=uuid4(), district_id=row.district_id, made_at=now, wrapped_at=now)
            key = envelope.make_key(fresh.id, master.new_secret())
            fresh.wrapped = envelope.seal(wrapper, key.secret, keys.about(fresh))
            fresh.save(force_insert=True)
            keys.keep(fresh, key)
    return len(old)


def reseal() -> int:
    """Every sealed value that lies under an older data key, sealed anew; answers how many."""
    current = {row.pk for row in DataKey.objects.filter(current=True)}
    districts = dict(DataKey.objects.values_list("pk", "district_id"))
    return sum(
        _reseal(field, list(batch), districts)
        for field in _sealed_fields()
        for batch in batched(_stale(field, current), BATCH)
    )


def _sealed_fields() -> Iterator[SealedField]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedField):
                yield field


def _values(field: SealedField, **narrow: Any) -> models.QuerySet:
    return field.model._base_manager.filter(**narrow).values_list("pk", field.attname)


def _stale(field: SealedField, current: set[UUID]) -> Iterator[Any]:
    for pk, sealed in _values(field).iterator():
        if isinstance(sealed, Sealed) and envelope.key_id_of(sealed.data) not in current:
            yield pk


def _reseal(field: SealedField, pks: list[Any], districts: dict[UUID, UUID]) -> int:
    with transaction.atomic():
        rows = list(_values(field, pk__in=pks).select_for_update())
        for pk, sealed in rows:
            district_id = districts[envelope.key_id_of(sealed.data)]
            fresh = field.seal(field.open(sealed, pk), district_id, pk)
            field.model._base_manager.filter(pk=pk).update(**{field.attname: fresh})
    return len(rows)


def _alone() -> None:
    """No data key is made while keys change hands; SQLite's transaction already sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {DataKey._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
