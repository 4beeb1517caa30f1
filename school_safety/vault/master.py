"""The master key file: one key per line, the first wraps, every line may unwrap.

A line is 32 random bytes in URL-safe base64. Only the demo may make the file itself
(`VAULT_KEY_MAY_BE_MADE`); anywhere else a missing key stops the start.
"""

import base64
import binascii
import hashlib
import hmac
import os
import stat
from pathlib import Path
from uuid import UUID

from django.conf import settings

from school_safety.kernel import private_files

from .envelope import KEY_BYTES, Key, make_key
from .errors import KeyTrouble


def path() -> Path:
    """Where the settings say the master key lies."""
    return Path(settings.VAULT_KEY_FILE)


def read() -> list[Key]:
    """All keys of the file, the wrapping one first."""
    file = path()
    try:
        lines = file.read_text().split()
    except FileNotFoundError:
        message = (
            f"The master key file {file} is missing. Put the key there (mode 0600) and set "
            "VAULT_KEY_FILE; without it nothing sealed can be read."
        )
        raise KeyTrouble(message) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"The master key file {file} cannot be read: {type(error).__name__}"
        raise KeyTrouble(message) from None
    if not lines:
        message = f"The master key file {file} is empty."
        raise KeyTrouble(message)
    return [_from_line(line, file) for line in lines]


def readable_by_others() -> bool:
    """True where the file's mode lets anybody but its owner in."""
    return bool(path().stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def make_if_allowed() -> None:
    """Write a first key with mode 0600 where the settings allow it and none is there."""
    if settings.VAULT_KEY_MAY_BE_MADE:
        make()


def make() -> bool:
    """Write a first key with mode 0600; False where a file is there already, which stays."""
    return private_files.create(path(), _text([new_line()]))


def replace(lines: list[str]) -> None:
    """Put these lines in the file in one step, so that no reader ever sees half of it."""
    private_files.replace(path(), _text(lines))


def new_secret() -> bytes:
    """Fresh random bytes for a key."""
    return os.urandom(KEY_BYTES)


def new_line() -> str:
    """A fresh random key as a line of the file."""
    return base64.urlsafe_b64encode(new_secret()).decode()


def line_of(key: Key) -> str:
    """A key as its line of the file."""
    return base64.urlsafe_b64encode(key.secret).decode()


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _from_line(line: str, file: Path) -> Key:
    try:
        secret = base64.b64decode(line, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        message = f"The master key file {file} holds a line that is not a 32-byte base64 key."
        raise KeyTrouble(message)
    mark = hmac.new(secret, b"school-safety master key id", hashlib.sha256).digest()
    return make_key(UUID(bytes=mark[:16]), secret)
