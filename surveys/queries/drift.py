"""Two waves compared, for the reading room, where rules may not be entered."""

from surveys.rules.statistics.drift import Group, Shift, means, proportions, standardised

__all__ = ["Group", "Shift", "means", "proportions", "standardised"]
