"""Blocks of a family's guide: a few sentences, or steps to follow with the phone in the other hand."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PassageBlock(blocks.StructBlock):
    """A heading and a few short paragraphs."""

    title = blocks.CharBlock(label=_("标题"), max_length=60)
    text = blocks.TextBlock(label=_("正文"))

    class Meta:
        icon = "pilcrow"
        label = _("一段话")
        template = "lessons/blocks/passage.html"


class StepsBlock(blocks.StructBlock):
    """One thing after the other."""

    title = blocks.CharBlock(label=_("标题"), max_length=60)
    items = blocks.ListBlock(blocks.TextBlock(), label=_("步骤"))
    note = blocks.TextBlock(label=_("一句提醒"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("一步一步")
        template = "lessons/blocks/steps.html"


class SayBlock(blocks.StructBlock):
    """What a grown-up could say, beside what only shuts the door."""

    title = blocks.CharBlock(label=_("标题"), max_length=60)
    say = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("可以这样说"))
    rather_not = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("这样说，门就关上了"), default=[]
    )

    class Meta:
        icon = "comment"
        label = _("怎么开口")
        template = "lessons/blocks/say.html"
