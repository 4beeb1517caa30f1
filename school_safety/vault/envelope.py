"""The ciphertext format: header (version, algorithm, key id, nonce), then AES-256-GCM.

The header is part of the authenticated data, so nobody can relabel a value. Other algorithms get
a new number in `CIPHERS`; what was written stays readable for as long as its number is listed.
"""

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import SealBroken

VERSION = 1
AES_256_GCM = 1
NONCE_BYTES = 12
KEY_BYTES = 32
_HEADER = struct.Struct(f">BB16s{NONCE_BYTES}s")


class Cipher(Protocol):
    """What an algorithm must offer; AESGCM and its kin in `cryptography` do."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


CIPHERS: dict[int, Callable[[bytes], Cipher]] = {AES_256_GCM: AESGCM}


@dataclass(frozen=True, slots=True)
class Key:
    """One unwrapped key, ready to use."""

    id: UUID
    algorithm: int
    cipher: Cipher
    secret: bytes

    def __repr__(self) -> str:
        return f"<Key {self.id}>"


def make_key(key_id: UUID, secret: bytes, algorithm: int = AES_256_GCM) -> Key:
    """A key from its raw bytes."""
    return Key(key_id, algorithm, CIPHERS[algorithm](secret), secret)


def seal(key: Key, plaintext: bytes, about: bytes) -> bytes:
    """The plaintext locked under that key for that place (`about` = table, column, row)."""
    nonce = os.urandom(NONCE_BYTES)
    header = _HEADER.pack(VERSION, key.algorithm, key.id.bytes, nonce)
    return header + key.cipher.encrypt(nonce, plaintext, header + about)


def key_id_of(sealed: bytes) -> UUID:
    """Which key is needed; refuses anything that is not ours."""
    if len(sealed) < _HEADER.size:
        message = "too short to be a sealed value"
        raise SealBroken(message)
    version, algorithm, key_id, _ = _HEADER.unpack_from(sealed)
    if version != VERSION or algorithm not in CIPHERS:
        message = f"unknown seal version {version} or algorithm {algorithm}"
        raise SealBroken(message)
    return UUID(bytes=key_id)


def label_of(sealed: bytes) -> bytes:
    """Version, algorithm and key id as they stand: equal labels need the same key."""
    return sealed[: _HEADER.size - NONCE_BYTES]


def unseal(key: Key, sealed: bytes, about: bytes) -> bytes:
    """The plaintext, or SealBroken when one bit or its place is not as it was."""
    header, body = sealed[: _HEADER.size], sealed[_HEADER.size :]
    _, algorithm, key_id, nonce = _HEADER.unpack(header)
    if key_id != key.id.bytes or algorithm != key.algorithm:
        message = "sealed under another key"
        raise SealBroken(message)
    try:
        return key.cipher.decrypt(nonce, body, header + about)
    except InvalidTag:
        message = "the sealed value was altered or moved"
        raise SealBroken(message) from None


def place(table: str, column: str, row: object) -> bytes:
    """Where a value lives: a ciphertext copied anywhere else does not open."""
    return "\x1f".join((table, column, str(row))).encode()
