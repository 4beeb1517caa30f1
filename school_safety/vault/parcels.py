"""Sealed bytes for places that are not model fields: drafts in the volatile store, files."""

from uuid import UUID

from . import envelope, keys


def seal(data: bytes, *, district_id: UUID, kind: str, key: str) -> bytes:
    """Lock these bytes for one place; `kind` and `key` as given to `volatile.store.put`."""
    return envelope.seal(keys.current(district_id), data, envelope.place("parcel", kind, key))


def unseal(sealed: bytes, *, kind: str, key: str) -> bytes:
    """The bytes again, or SealBroken when they were altered or belong elsewhere."""
    data_key = keys.by_id(envelope.key_id_of(sealed))
    return envelope.unseal(data_key, sealed, envelope.place("parcel", kind, key))
