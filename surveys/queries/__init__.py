"""Reading this room: forms, rooms, waves, responses, and what waits today."""

from .counts import wave_counts
from .today import today

__all__ = ["today", "wave_counts"]
