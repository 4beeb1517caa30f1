"""What the office does for people: letters, second persons, goodbyes."""

from .arriving import colleague_at_the_door, let_in

__all__ = ["colleague_at_the_door", "let_in"]
