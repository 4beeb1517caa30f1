"""One question in both languages, with what it counts for."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from surveys.choices import Criterion, Risk

from .carried import CarriedBlock
from .option_set import code


class QuestionBlock(blocks.StructBlock):
    """One screen of the student's."""

    text_zh = blocks.CharBlock(
        label=_("题目（中文）"),
        max_length=200,
        help_text=_("一题只问一件事，一句话不超过二十个字。"),
    )
    text_en = blocks.CharBlock(label=_("题目（英文）"), max_length=300)
    options = code(_("选项组"), _("写上面一组选项的名称。"))
    id = code(_("题目代号"), _("规则和分量表用它。空着会自动编成 q1、q2…"), required=False)
    hint_zh = blocks.CharBlock(label=_("小字说明（中文）"), max_length=200, required=False)
    hint_en = blocks.CharBlock(label=_("小字说明（英文）"), max_length=300, required=False)
    lead_zh = blocks.CharBlock(
        label=_("题目上方的话（中文）"),
        max_length=100,
        required=False,
        help_text=_("和整份问卷的引导语不同时才写。"),
    )
    lead_en = blocks.CharBlock(label=_("题目上方的话（英文）"), max_length=150, required=False)
    scored = blocks.BooleanBlock(label=_("计分"), required=False, default=True)
    reverse = blocks.BooleanBlock(
        label=_("反着计分"),
        required=False,
        help_text=_("选得越高，分越低。"),
    )
    required = blocks.BooleanBlock(label=_("必答"), required=False)
    risk = blocks.ChoiceBlock(
        choices=Risk.choices,
        label=_("这道题会碰到什么"),
        required=False,
        help_text=_("每道题都要选。开始一批之前会看有没有选。"),
    )
    criterion = blocks.ChoiceBlock(choices=Criterion.choices, label=_("对应的标准"), required=False)
    met_at = blocks.IntegerBlock(
        label=_("从几分起算符合"),
        required=False,
        help_text=_("空着就用整份问卷的那条线。"),
    )
    safety_at = blocks.IntegerBlock(
        label=_("从几分起当天就要有人联系"),
        required=False,
        help_text=_("只给安全题填。到了这一分，不管总分多少，马上通知值班老师。"),
    )
    skip_when = blocks.CharBlock(
        label=_("选了哪些，后面就不用答"),
        max_length=120,
        required=False,
        help_text=_(
            "填选项代号，用逗号隔开。整份问卷只能有一道这样的题，结果记作「不适用」，不是零分。"
        ),
    )
    recall = blocks.CharBlock(
        label=_("时间范围"),
        max_length=20,
        required=False,
        help_text=_("和整份问卷不同时才写，例如 3m 是三个月。"),
    )
    more = CarriedBlock()

    class Meta:
        label = _("题目")
        label_format = "{text_zh}"
        icon = "help"
        form_layout = BlockGroup(
            children=["text_zh", "text_en", "options", "id", "risk", "scored", "reverse", "required"],
            settings=[
                "hint_zh", "hint_en", "lead_zh", "lead_en", "criterion", "met_at", "safety_at",
                "skip_when", "recall", "more",
            ],
        )  # fmt: skip
