"""A timed step of a lesson, and the steps that need nothing more."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .picture import pictures


class StepBlock(blocks.StructBlock):
    """A title and its minutes; nought minutes in the short cut leaves the step out there."""

    title = blocks.CharBlock(label=_("标题"), max_length=60)
    minutes = blocks.IntegerBlock(label=_("完整版几分钟"), min_value=1, max_value=90, default=5)
    short_minutes = blocks.IntegerBlock(
        label=_("15 分钟版几分钟（0 表示不用）"), min_value=0, max_value=30, default=0
    )


def screen_words() -> blocks.TextBlock:
    """What the class sees on the wall; how the step is run is for the colleague alone."""
    return blocks.TextBlock(
        label=_("投在墙上的话（每行一句）"),
        help_text=_("写给全班看的。怎么组织、怎么说，写在下面，投影时不出现。"),
        required=False,
    )


class HookBlock(StepBlock):
    """The first minutes: something to do before anything is explained."""

    screen = screen_words()
    text = blocks.TextBlock(label=_("怎么开场"))
    pictures = pictures()

    class Meta:
        icon = "pick"
        label = _("热身")
        template = "lessons/blocks/text.html"


class ActivityBlock(StepBlock):
    """Something the class does."""

    screen = screen_words()
    text = blocks.TextBlock(label=_("做什么"))
    steps = blocks.ListBlock(blocks.TextBlock(), label=_("步骤"), default=[])
    say = blocks.TextBlock(label=_("老师可以这样说"), required=False)
    pictures = pictures()

    class Meta:
        icon = "group"
        label = _("活动")
        template = "lessons/blocks/activity.html"


class DiscussionBlock(StepBlock):
    """Questions without a right answer."""

    text = blocks.TextBlock(label=_("怎么聊"), required=False)
    questions = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("问题"))
    pictures = pictures()

    class Meta:
        icon = "comment"
        label = _("讨论")
        template = "lessons/blocks/discussion.html"


class ExitTicketBlock(StepBlock):
    """One question at the door."""

    question = blocks.CharBlock(label=_("出门一问"), max_length=200)
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=60), label=_("可以选的（举手数）"), default=[], max_num=5
    )
    how = blocks.TextBlock(label=_("怎么收"), required=False)

    class Meta:
        icon = "tick"
        label = _("出门一问")
        template = "lessons/blocks/exit_ticket.html"
