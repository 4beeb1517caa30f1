"""What a lesson is made of. Plain text only: nothing here can carry markup."""

from .streams import guide_blocks, item_blocks, lesson_blocks, question_blocks, source_blocks

__all__ = ["guide_blocks", "item_blocks", "lesson_blocks", "question_blocks", "source_blocks"]
