"""Tokens and typed codes. Derived, so that a slip can be printed again; stored as hashes only."""

import base64
from functools import cache
from hashlib import scrypt

from school_safety.accounts import codes
from school_safety.vault.lookup import keyed_hash
from surveys.models import Invitation

TOKEN_BYTES = 16  # 128 bits in the QR code
CODE_LENGTH = 8
WORK = 2**12  # scrypt's n: about 10 ms and 4 MB for each typed code (TRUST 3b)


def token_of(invitation: Invitation) -> str:
    """The text in the QR code: 22 characters."""
    digest = keyed_hash("surveys.slip.token", f"{invitation.pk}:{invitation.issue}")
    return base64.urlsafe_b64encode(bytes.fromhex(digest)[:TOKEN_BYTES]).decode().rstrip("=")


def code_of(invitation: Invitation) -> str:
    """The eight characters for a keyboard."""
    return codes.derived(
        keyed_hash("surveys.slip.code", f"{invitation.pk}:{invitation.issue}"), CODE_LENGTH
    )


def written(code: str) -> str:
    """As printed: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def token_hash(token: str) -> str:
    """A token carries 128 random bits: a keyed hash is enough."""
    return keyed_hash("surveys.slip.token_hash", token)


@cache
def _salt() -> bytes:
    return bytes.fromhex(keyed_hash("surveys.slip.code_salt", "1"))


def code_hash(typed: str) -> str:
    """A typed code carries only 39 bits: a slow hash, keyed so that a stolen table is no help."""
    code = codes.read(typed)
    return scrypt(code.encode(), salt=_salt(), n=WORK, r=8, p=1, dklen=32).hex()
