"""Questions that make a score of their own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .carried import CarriedBlock
from .option_set import code

METHODS = [("sum", _("相加")), ("mean", _("平均")), ("count", _("数符合的条数"))]


class SubscaleBlock(blocks.StructBlock):
    """A part of the questions."""

    code = code(_("分量表代号"), _("例如 features。"))
    items = blocks.CharBlock(
        label=_("包含哪些题"), max_length=600, help_text=_("题目代号，用逗号隔开。")
    )
    method = blocks.ChoiceBlock(
        choices=METHODS,
        label=_("怎么算"),
        required=False,
        help_text=_("空着就和总分一样。"),
    )
    more = CarriedBlock()

    class Meta:
        label = _("分量表")
        label_format = "{code}"
        icon = "folder-open-1"
