"""A story that stops where it gets hard, and shows where each choice leads."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .picture import pictures
from .step import StepBlock


class BranchBlock(blocks.StructBlock):
    """One thing one could do, and what comes of it."""

    choice = blocks.CharBlock(label=_("选择"), max_length=120)
    outcome = blocks.TextBlock(label=_("接下来会怎样"))


class StoryBlock(StepBlock):
    """A dilemma that can be read aloud, projected or printed."""

    scene = blocks.TextBlock(label=_("故事"))
    pictures = pictures()
    question = blocks.CharBlock(label=_("停下来问"), max_length=120)
    branches = blocks.ListBlock(BranchBlock(), label=_("几种选择"), min_num=2, max_num=4)
    close = blocks.TextBlock(label=_("收一收"), required=False)

    class Meta:
        icon = "openquote"
        label = _("故事")
        template = "lessons/blocks/story.html"
