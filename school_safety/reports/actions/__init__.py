"""Freezing figures."""

from .publishing import publish

__all__ = ["publish"]
