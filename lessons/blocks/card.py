"""Blocks that stand beside the steps: for the wall, for home, for the teacher."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ChecklistBlock(blocks.StructBlock):
    """Things to remember, short enough for a wall."""

    title = blocks.CharBlock(label=_("标题"), max_length=60)
    items = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("条目"))

    class Meta:
        icon = "list-ul"
        label = _("清单")
        template = "lessons/blocks/checklist.html"


class FamilyCardBlock(blocks.StructBlock):
    """Three minutes of talk at home. Nothing to hand in."""

    prompt = blocks.TextBlock(label=_("带回家聊的一个问题"))
    note = blocks.CharBlock(label=_("一句提醒"), max_length=120, required=False)

    class Meta:
        icon = "home"
        label = _("带回家聊 3 分钟")
        template = "lessons/blocks/family_card.html"


class TeacherNotesBlock(blocks.StructBlock):
    """Only colleagues who are signed in see these."""

    notes = blocks.ListBlock(blocks.TextBlock(), label=_("上课时留意"))

    class Meta:
        icon = "lock"
        label = _("只给老师看的话")
        template = "lessons/blocks/teacher_notes.html"
