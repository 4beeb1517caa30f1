"""Fingerprints of words: the text a guardian signs, and the book of receipts."""

import hashlib
import json
from collections.abc import Mapping

FIRST = "0" * 64


def fingerprint(content: Mapping[str, object]) -> str:
    """SHA-256 over the canonical form: sorted keys, no blanks, UTF-8."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def link(previous: str, entry: Mapping[str, object]) -> str:
    """The hash of a book entry, bound to the one before it."""
    return fingerprint({"previous": previous, "entry": dict(entry)})
