"""What keeps a wave from opening, as codes; `choices.Problem` says how to mend each."""

from .checks import Finding, Row, lint, opening_problems, plan_problems
from .facts import Asked, Item, Limits, Plan

__all__ = [
    "Asked",
    "Finding",
    "Item",
    "Limits",
    "Plan",
    "Row",
    "lint",
    "opening_problems",
    "plan_problems",
]
