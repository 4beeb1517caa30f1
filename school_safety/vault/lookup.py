"""Keyed hashes, to find what is sealed."""

import hashlib
import hmac

from django.conf import settings


def keyed_hash(purpose: str, text: str) -> str:
    """64 hex digits that only this installation can compute."""
    key = f"{settings.SECRET_KEY}:{purpose}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
