"""One question of the bank: options, which of them holds, and why."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from lessons.choices import QuizForm


class ItemBlock(blocks.StructBlock):
    """Two wordings of one thing share a `code`; a changed wording gets a new `version`."""

    code = blocks.CharBlock(
        label=_("代号"),
        max_length=40,
        validators=[validate_slug],
        help_text=_("小写字母和数字。问同一件事的 A 卷题和 B 卷题，用同一个代号。"),
    )
    form = blocks.ChoiceBlock(
        label=_("放在哪一卷"), choices=QuizForm.choices, default=QuizForm.BOTH, required=False
    )
    version = blocks.IntegerBlock(
        label=_("第几版"),
        min_value=1,
        max_value=99,
        default=1,
        help_text=_("改动会让题变难或变易时，加一。旧的一版答过的数不会混进来。"),
    )
    question = blocks.CharBlock(label=_("问题"), max_length=200)
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("选项"), min_num=2, max_num=4
    )
    key = blocks.IntegerBlock(
        label=_("第几个说得对"), min_value=1, max_value=4, help_text=_("从 1 数起。")
    )
    why = blocks.CharBlock(label=_("为什么"), max_length=300)

    class Meta:
        icon = "help"
        label = _("一道题")
        template = "lessons/blocks/item.html"

    def clean(self, value: Any) -> Any:
        """The option that holds is one of the options."""
        cleaned = super().clean(value)
        if cleaned["key"] > len(cleaned["options"]):
            error = ValidationError(_("没有第 %(n)s 个选项。"), params={"n": cleaned["key"]})
            raise StructBlockValidationError(block_errors={"key": error})
        return cleaned
