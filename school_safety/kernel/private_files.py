"""Files that only their owner reads, written whole: a reader finds the old one or the new one, never half.

Both ways end on the disk, not in its cache: what a key has sealed may outlive the power cut, so must the key.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def create(path: Path, content: bytes) -> bool:
    """Write with mode 0600; False where a file is there already, which stays.

    Written beside and linked into place: of two processes one wins, both read the winner's.
    """
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _draft(path, content) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            return False
    _keep(path.parent)
    return True


def replace(path: Path, content: bytes) -> None:
    """Put this in the file in one step."""
    with _draft(path, content) as draft:
        draft.replace(path)
    _keep(path.parent)


@contextmanager
def _draft(path: Path, content: bytes) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """The name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
