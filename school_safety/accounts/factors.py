"""What is behind the second step lies sealed: whoever steals the database has no figures from it.

The key is one of the accounts' own beside those of the districts. allauth hands over a secret
without saying whose it is, and a person is no district's: officials change districts, an operator
belongs to none, a colleague may work in two. It is changed and rotated like a district's key.

A sealed secret is not tied to its row, for the same reason. Whoever can write in the database could
put her own secret under another name; she would still need that person's password.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from school_safety.vault import envelope, keys, parcels
from school_safety.vault.errors import SealBroken

MARK = "sealed:"
PLACE = {"kind": "accounts.factor", "key": "secret"}
SECRETS = ("secret", "seed", "migrated_codes")  # in Authenticator.data, as allauth writes it


class MFAAdapter(DefaultMFAAdapter):
    """allauth asks here before it writes a secret and after it has read one."""

    def encrypt(self, text: str) -> str:
        """Sealed, as a line of text."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open again; a secret that nobody has sealed is refused like one that was altered."""
        return unseal(encrypted_text)


def seal(text: str) -> str:
    """One secret under the accounts' present key."""
    sealed = parcels.seal(text.encode(), district_id=keys.ACCOUNTS, **PLACE)
    return MARK + base64.b64encode(sealed).decode()


def unseal(line: str) -> str:
    """The secret, or SealBroken."""
    return parcels.unseal(_bytes(line), **PLACE).decode()


def reseal(rows: Any = None) -> int:
    """Every secret that lies open or under an older key, sealed anew; answers how many rows."""
    present = keys.current(keys.ACCOUNTS).id

    def fresh(line: str) -> str:
        if not line.startswith(MARK):
            return seal(line)
        stale = envelope.key_id_of(_bytes(line)) != present
        return seal(unseal(line)) if stale else line

    return _rewrite(Authenticator.objects.all() if rows is None else rows, fresh)


def lay_open(rows: Any) -> int:
    """For the way back of the migration alone."""
    return _rewrite(rows, lambda line: unseal(line) if line.startswith(MARK) else line)


@transaction.atomic
def _rewrite(rows: Any, change: Callable[[str], str]) -> int:
    done = 0
    for row in rows.select_for_update():
        data = {name: _each(row.data[name], change) for name in SECRETS if name in row.data}
        if data != {name: row.data[name] for name in data}:
            row.data = {**row.data, **data}
            row.save(update_fields=["data"])
            done += 1
    return done


def _each(value: Any, change: Callable[[str], str]) -> Any:
    return [change(line) for line in value] if isinstance(value, list) else change(value)


def _bytes(line: str) -> bytes:
    try:
        if line.startswith(MARK):
            return base64.b64decode(line.removeprefix(MARK), validate=True)
    except binascii.Error:
        pass
    message = "a second step's secret that was not sealed here"
    raise SealBroken(message)
