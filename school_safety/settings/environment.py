"""Typed readers of the environment that refuse nonsense at start-up."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off; anything else is refused by name."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    message = f"{name} must be 1 or 0, not {value!r}"
    raise ImproperlyConfigured(message)


def number(name: str, default: int) -> int:
    """A whole number, or a refusal that names the variable."""
    value = text(name, str(default))
    if not value.isdigit():
        message = f"{name} must be a whole number, not {value!r}"
        raise ImproperlyConfigured(message)
    return int(value)


def data_dir() -> Path:
    """The folder that holds database, drafts, media and demo keys (DATA_DIR, default var/)."""
    chosen = Path(text("DATA_DIR", "var")).expanduser()
    return chosen if chosen.is_absolute() else BASE_DIR / chosen


def public_url() -> str:
    """PUBLIC_URL: decides links, QR codes, cookie flags and HSTS; never ends in a slash."""
    value = text("PUBLIC_URL", f"http://localhost:{number('PORT', 8000)}").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"PUBLIC_URL must look like https://safety.example.cn, not {value!r}"
        raise ImproperlyConfigured(message)
    return value
