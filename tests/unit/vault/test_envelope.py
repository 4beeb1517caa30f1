"""The ciphertext format: what opens, and above all what does not."""

import os
from uuid import uuid4

import pytest

from school_safety.vault import envelope
from school_safety.vault.errors import SealBroken

WORDS = "我最近睡不好".encode()
HERE = envelope.place("cases_note", "text", "row-1")


@pytest.fixture
def key() -> envelope.Key:
    return envelope.make_key(uuid4(), os.urandom(32))


def opened(key: envelope.Key, sealed: bytes) -> bytes:
    """As a field does it: ask which key is needed, then open."""
    envelope.key_id_of(sealed)
    return envelope.unseal(key, sealed, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        envelope.place("cases_note", "text", "row-2"),
        envelope.place("cases_note", "title", "row-1"),
        envelope.place("cases_task", "text", "row-1"),
        b"",
    ],
)
def test_unseal_refuses_a_value_moved_to_another_place(key, elsewhere):
    sealed = envelope.seal(key, WORDS, HERE)
    with pytest.raises(SealBroken, match="altered or moved"):
        envelope.unseal(key, sealed, elsewhere)


def test_unseal_refuses_every_flipped_byte(key):
    sealed = envelope.seal(key, WORDS, HERE)
    for position in range(len(sealed)):
        bent = bytearray(sealed)
        bent[position] ^= 1
        with pytest.raises(SealBroken):
            opened(key, bytes(bent))


@pytest.mark.parametrize("length", range(0, 46, 5))
def test_a_cut_value_is_refused(key, length):
    cut = envelope.seal(key, WORDS, HERE)[:length]
    with pytest.raises(SealBroken):
        opened(key, cut)


def test_unseal_refuses_another_key_with_the_same_id(key):
    sealed = envelope.seal(key, WORDS, HERE)
    impostor = envelope.make_key(key.id, os.urandom(32))
    with pytest.raises(SealBroken):
        envelope.unseal(impostor, sealed, HERE)


def test_unseal_refuses_another_key_id(key):
    sealed = envelope.seal(key, WORDS, HERE)
    other = envelope.make_key(uuid4(), key.secret)
    with pytest.raises(SealBroken, match="another key"):
        envelope.unseal(other, sealed, HERE)


def test_equal_words_have_different_ciphertexts_and_open(key):
    first, second = (envelope.seal(key, WORDS, HERE) for _ in range(2))
    assert first != second
    assert WORDS not in first
    assert envelope.unseal(key, first, HERE) == envelope.unseal(key, second, HERE) == WORDS
    assert envelope.key_id_of(first) == key.id


def test_a_key_never_shows_its_secret(key):
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
