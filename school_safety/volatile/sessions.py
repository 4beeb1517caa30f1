"""Web sessions in the volatile store."""

from django.contrib.sessions.backends.db import SessionStore

__all__ = ["SessionStore"]
