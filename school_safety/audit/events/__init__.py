"""The catalogue of everything that is remembered: one file per room."""

from .event import Event

__all__ = ["Event"]
