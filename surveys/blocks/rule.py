"""A published rule: when it is met, what follows, for whom and by whom it was found."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from surveys.choices import Against

from .carried import CarriedBlock
from .condition import conditions
from .option_set import code

BANDS = [("flagged", _("请谈一次")), ("recheck", _("过一阵再问一次")), ("watch", _("留意"))]
SEXES = [("f", _("女生")), ("m", _("男生"))]


class RuleBlock(blocks.StructBlock):
    """One line under which somebody is asked to talk, or kept an eye on."""

    name_zh = blocks.CharBlock(
        label=_("规则（中文）"), max_length=120, help_text=_("例如：九条里有五条或更多。")
    )
    name_en = blocks.CharBlock(label=_("规则（英文）"), max_length=160)
    code = code(_("规则代号"), _("批次里用它来选哪条规则请人谈话。"))
    band = blocks.ChoiceBlock(choices=BANDS, label=_("达到了，怎么做"))
    condition = blocks.StreamBlock(
        list(conditions()), label=_("什么时候算达到"), min_num=1,
        help_text=_("放几条，就要几条都成立。"),
    )  # fmt: skip
    population_zh = blocks.CharBlock(
        label=_("在哪些人里得出（中文）"),
        max_length=120,
        help_text=_("例如：长沙 12 到 18 岁，2620 人。自己定的就写明是自定。"),
    )
    population_en = blocks.CharBlock(label=_("在哪些人里得出（英文）"), max_length=160)
    criterion = blocks.ChoiceBlock(choices=Against.choices, label=_("对照什么得出"), required=False)
    source = blocks.CharBlock(label=_("出处"), max_length=200, required=False)
    sex = blocks.ChoiceBlock(choices=SEXES, label=_("只用于"), required=False)
    grade_from = blocks.IntegerBlock(label=_("从几年级"), required=False, min_value=1, max_value=12)
    grade_to = blocks.IntegerBlock(label=_("到几年级"), required=False, min_value=1, max_value=12)
    more = CarriedBlock()

    class Meta:
        label = _("规则")
        label_format = "{name_zh}"
        icon = "tag"
        form_layout = BlockGroup(
            children=[
                "name_zh", "name_en", "code", "band", "condition",
                "population_zh", "population_en", "criterion", "source",
            ],
            settings=["sex", "grade_from", "grade_to", "more"],
        )  # fmt: skip
