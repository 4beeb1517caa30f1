"""The timed steps of a lesson, whole or in fifteen minutes."""

from dataclasses import dataclass
from typing import Any

from lessons.models import LessonPage
from lessons.rules import timetable

SHORT = "short"
CARDS = frozenset({"checklist", "family_card", "teacher_notes"})


@dataclass(frozen=True)
class Step:
    """A block and when its turn comes."""

    block: Any
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.end - self.start


def flow(page: LessonPage, cut: str = "") -> list[Step]:
    """The steps with their span; the short cut leaves out what has no minutes there."""
    name = "short_minutes" if cut == SHORT else "minutes"
    timed = [b for b in page.body if b.block_type not in CARDS and b.value[name]]
    spans = timetable.spans(block.value[name] for block in timed)
    return [Step(block, start, end) for block, (start, end) in zip(timed, spans, strict=True)]


def beside(page: Any, kind: str) -> list[Any]:
    """The blocks of one kind that stand beside the steps."""
    return [block for block in page.body if block.block_type == kind]
