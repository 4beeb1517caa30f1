"""What the teaching floor can tell: pages, letters, receipts, lessons taught."""

from .family import letter_for, letters_of
from .pages import lessons_for, published_lessons, sendable_letters
from .sent import dispatches, families, follow_up
from .today import Errand, today

__all__ = [
    "Errand",
    "dispatches",
    "families",
    "follow_up",
    "lessons_for",
    "letter_for",
    "letters_of",
    "published_lessons",
    "sendable_letters",
    "today",
]
