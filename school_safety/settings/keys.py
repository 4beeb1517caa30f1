"""Keys that the demo makes once and keeps under DATA_DIR."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The secret in that file, made on first use and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
