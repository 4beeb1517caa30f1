"""Which blocks may stand where."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .card import ChecklistBlock, FamilyCardBlock, TeacherNotesBlock
from .guide import PassageBlock, SayBlock, StepsBlock
from .item import ItemBlock
from .media import AudioBlock, VideoBlock
from .picture import PictureBlock
from .quiz import QuizBlock
from .step import ActivityBlock, DiscussionBlock, ExitTicketBlock, HookBlock
from .story import StoryBlock


class SourceBlock(blocks.StructBlock):
    """Where a fact comes from."""

    title = blocks.CharBlock(label=_("名称"), max_length=200)
    url = blocks.URLBlock(label=_("网址"), required=False)

    class Meta:
        icon = "link"
        label = _("来源")


class QuestionBlock(blocks.StructBlock):
    """What families have asked, and the answer."""

    question = blocks.CharBlock(label=_("问"), max_length=200)
    answer = blocks.TextBlock(label=_("答"))

    class Meta:
        icon = "help"
        label = _("大家问过的")


# The steps that take time, in the order a teacher looks for them.
STEPS = {
    "hook": HookBlock,
    "story": StoryBlock,
    "activity": ActivityBlock,
    "discussion": DiscussionBlock,
    "quiz": QuizBlock,
    "video": VideoBlock,
    "audio": AudioBlock,
    "exit_ticket": ExitTicketBlock,
}
CARDS = {
    "checklist": ChecklistBlock,
    "family_card": FamilyCardBlock,
    "teacher_notes": TeacherNotesBlock,
}


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """The body of a lesson."""
    return [(name, block()) for name, block in {**STEPS, **CARDS}.items()]


def guide_blocks() -> list[tuple[str, blocks.Block]]:
    """The body of a family's guide."""
    return [
        ("passage", PassageBlock()),
        ("say", SayBlock()),
        ("steps", StepsBlock()),
        ("checklist", ChecklistBlock()),
        ("picture", PictureBlock()),
    ]


def item_blocks() -> list[tuple[str, blocks.Block]]:
    """A set of the item bank."""
    return [("item", ItemBlock())]


def source_blocks() -> list[tuple[str, blocks.Block]]:
    """The sources of a lesson."""
    return [("source", SourceBlock())]


def question_blocks() -> list[tuple[str, blocks.Block]]:
    """The questions under a letter."""
    return [("question", QuestionBlock())]
