"""Data keys of this process: unwrapped once, and kept in memory once they are committed."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from . import envelope, master
from .envelope import KEY_BYTES, Key
from .errors import KeyTrouble, SealBroken
from .models import DataKey

HOUSE = UUID(int=0)
ACCOUNTS = UUID(int=1)  # secrets of people, who belong to no district (accounts.factors)
_by_id: dict[UUID, Key] = {}
_current: dict[UUID, Key] = {}


def current(district_id: UUID) -> Key:
    """The key that seals for this district today; made when first asked for."""
    key = _current.get(district_id) or _pending(district_id=district_id)
    return key or _load_current(district_id) or _make(district_id)


def by_id(key_id: UUID) -> Key:
    """The key a sealed value names."""
    key = _by_id.get(key_id) or _pending(key_id=key_id)
    if key:
        return key
    row = DataKey.objects.filter(pk=key_id).first()
    if row is None:
        message = f"no data key {key_id}"
        raise SealBroken(message)
    return _keep(row, unwrap(row))


def derived(purpose: str) -> bytes:
    """A secret of the house for one purpose (lookups, the audit chain); stable for ever."""
    return _derive(current(HOUSE).secret, purpose)


@lru_cache(maxsize=64)
def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def forget() -> None:
    """Drop everything from memory: after a rotation, and between tests."""
    _by_id.clear()
    _current.clear()
    _derive.cache_clear()


def check(rows: Iterable[DataKey] | None = None) -> None:
    """The canary: every data key opens under the present master key, or KeyTrouble."""
    for row in DataKey.objects.all() if rows is None else rows:
        unwrap(row)


def keep(row: DataKey, key: Key) -> None:
    """Use this new key from now on, in this process; for good once its row is committed."""
    transaction.on_commit(_Promise(row, key))


def unwrap(row: DataKey) -> Key:
    """The data key of that row, or KeyTrouble under a wrong master key."""
    wrapped = bytes(row.wrapped)
    wanted = envelope.key_id_of(wrapped)
    for candidate in master.read():
        if candidate.id == wanted:
            return envelope.make_key(row.id, envelope.unseal(candidate, wrapped, about(row)))
    message = (
        f"The master key in {master.path()} is not the one that wrapped our data keys. "
        "Restore the right key file; nothing was changed."
    )
    raise KeyTrouble(message)


def about(row: DataKey) -> bytes:
    """The place a wrapped key is bound to: its own row and district."""
    return envelope.place(DataKey._meta.db_table, "wrapped", f"{row.pk}:{row.district_id}")


def _make(district_id: UUID) -> Key:
    if not DataKey.objects.exists():  # a key made beside old rows could not open them
        master.make_if_allowed()
    now = timezone.now()
    row = DataKey(id=uuid4(), district_id=district_id, made_at=now, wrapped_at=now)
    key = envelope.make_key(row.id, master.new_secret())
    row.wrapped = envelope.seal(master.read()[0], key.secret, about(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            unwrap(row)  # the master key may just have been rotated: then this is refused
    except IntegrityError:  # another process made it first
        return _load_current(district_id) or _refuse_lost()
    keep(row, key)
    return key


def _load_current(district_id: UUID) -> Key | None:
    row = DataKey.objects.filter(district_id=district_id, current=True).first()
    return _keep(row, unwrap(row)) if row else None


def _keep(row: DataKey, key: Key) -> Key:
    _by_id[key.id] = key
    if row.current:
        _current[row.district_id] = key
    return key


class _Promise:
    """A key whose row is not committed yet; Django drops it from the list on any rollback."""

    def __init__(self, row: DataKey, key: Key) -> None:
        self.row, self.key = row, key

    def __call__(self) -> None:
        _keep(self.row, self.key)


def _pending(*, district_id: UUID | None = None, key_id: UUID | None = None) -> Key | None:
    """A key made earlier in this still open transaction, if it was not rolled back."""
    for _, callback, *_ in reversed(connection.run_on_commit):
        if isinstance(callback, _Promise) and (
            callback.row.district_id == district_id or callback.key.id == key_id
        ):
            return callback.key
    return None


def _refuse_lost() -> Key:
    message = "a data key vanished while it was being made"
    raise KeyTrouble(message)
