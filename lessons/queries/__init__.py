"""What the teaching floor can tell: pages, letters, receipts, lessons taught."""

from .exports import export_for, exports_for, schools_with_exports
from .family import latest_receipt, letter_for, letters_of, taken_slots
from .guides import guides
from .pages import (
    lesson_to_read,
    lessons_for,
    lessons_on_shelf,
    letters_of_schools,
    published_lessons,
    school_of,
    send_classes,
    sendable_letters,
)
from .parents import for_families
from .sent import calls_wanted, dispatch_for, dispatches, families, follow_up
from .taught import deliveries, delivery_for, own_delivery, taught_classes
from .today import Errand, today
from .verdict import Verdict, code_verdict, file_verdict

__all__ = [
    "Errand",
    "Verdict",
    "calls_wanted",
    "code_verdict",
    "deliveries",
    "delivery_for",
    "dispatch_for",
    "dispatches",
    "export_for",
    "exports_for",
    "families",
    "file_verdict",
    "follow_up",
    "for_families",
    "guides",
    "latest_receipt",
    "lesson_to_read",
    "lessons_for",
    "lessons_on_shelf",
    "letter_for",
    "letters_of",
    "letters_of_schools",
    "own_delivery",
    "published_lessons",
    "school_of",
    "schools_with_exports",
    "send_classes",
    "sendable_letters",
    "taken_slots",
    "taught_classes",
    "today",
]
