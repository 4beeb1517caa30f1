"""Options that several questions share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CODE = r"^[A-Za-z0-9_-]+$"
CODE_WORDS = {"invalid": _("只用字母、数字、短横线和下划线。")}


def code(label: Any, help_text: Any, *, required: bool = True, length: int = 40) -> blocks.Block:
    """A short name by which one part of a questionnaire speaks of another."""
    return blocks.RegexBlock(
        regex=CODE,
        error_messages=CODE_WORDS,
        label=label,
        help_text=help_text,
        required=required,
        max_length=length,
    )


class OptionBlock(blocks.StructBlock):
    """One answer to tap."""

    zh = blocks.CharBlock(label=_("中文"), max_length=60)
    en = blocks.CharBlock(label=_("英文"), max_length=80)
    value = blocks.IntegerBlock(label=_("分值"), min_value=-100, max_value=100)
    code = code(_("代号"), _("存下来的是代号，不是文字。写短一点，例如 never。"))

    class Meta:
        label = _("选项")
        label_format = "{zh} · {value}"
        icon = "list-ul"
        form_classname = "struct-block option-row"


class OptionSetBlock(blocks.StructBlock):
    """A named set of options, in the order in which they are shown."""

    name = code(_("这组选项的名称"), _("题目用这个名称来选它，例如 frequency。"))
    options = blocks.ListBlock(
        OptionBlock(), label=_("选项"), min_num=2, max_num=20, collapsed=True
    )

    class Meta:
        label = _("一组选项")
        label_format = "{name}"
        icon = "list-ol"
