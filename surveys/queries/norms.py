"""Plain arithmetic of figures, for the reading room, where rules may not be entered."""

from surveys.rules.statistics.change import RELIABLE, noise
from surveys.rules.statistics.shares import wilson

__all__ = ["RELIABLE", "noise", "wilson"]
