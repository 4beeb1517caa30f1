"""A question with a reason for every option: low stakes, nothing is recorded."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .picture import pictures
from .step import StepBlock


class OptionBlock(blocks.StructBlock):
    """One option, whether it holds, and why."""

    text = blocks.CharBlock(label=_("选项"), max_length=120)
    holds = blocks.BooleanBlock(label=_("说得对"), required=False)
    why = blocks.CharBlock(label=_("为什么"), max_length=200)


class QuizBlock(StepBlock):
    """One question, answered together by show of hands."""

    question = blocks.CharBlock(label=_("问题"), max_length=200)
    pictures = pictures()
    options = blocks.ListBlock(OptionBlock(), label=_("选项"), min_num=2, max_num=5)

    class Meta:
        icon = "help"
        label = _("想一想")
        template = "lessons/blocks/quiz.html"
