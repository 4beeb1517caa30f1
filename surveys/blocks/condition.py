"""When a rule is met: conditions in conditions, as deep as a person can still read."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.rules.writing.conditions import DEPTH

from .carried import WrittenBlock
from .option_set import code


class ItemAtLeastBlock(blocks.StructBlock):
    """One question, from a value on."""

    item = code(_("题目代号"), "")
    at_least = blocks.IntegerBlock(label=_("至少几分"))

    class Meta:
        label = _("某一题达到几分")
        label_format = "{item} ≥ {at_least}"
        icon = "help"


class ScaleAtLeastBlock(blocks.StructBlock):
    """A total, from a value on: the ordinary cut-off."""

    scale = code(_("哪个分数"), _("总分写 total，分量表写它的代号。"))
    at_least = blocks.IntegerBlock(label=_("至少几分"))

    class Meta:
        label = _("分数达到界值")
        label_format = "{scale} ≥ {at_least}"
        icon = "arrow-up"


@cache
def conditions(depth: int = DEPTH) -> tuple[tuple[str, blocks.Block], ...]:
    """The kinds of condition on this level."""
    leaves = (
        ("scale", ScaleAtLeastBlock()),
        ("items", blocks.CharBlock(
            label=_("这些题都符合"), icon="tasks", max_length=400,
            help_text=_("题目代号，用逗号隔开。"),
        )),
        ("item", ItemAtLeastBlock()),
    )  # fmt: skip
    if depth == 1:
        return (*leaves, ("written", WrittenBlock()))
    inner = conditions(depth - 1)
    return (
        *leaves,
        ("enough", _enough(inner)),
        ("any", _group(inner, _("下面至少有一条"), "plus-inverse")),
        ("all", _group(inner, _("下面每一条都要"), "check")),
        ("not", _group(inner, _("下面的不能成立"), "cross")),
        ("written", WrittenBlock()),
    )


def _group(inner: tuple[tuple[str, blocks.Block], ...], label: Any, icon: str) -> blocks.Block:
    return blocks.StreamBlock(list(inner), label=label, icon=icon, min_num=1)


def _enough(inner: tuple[tuple[str, blocks.Block], ...]) -> blocks.Block:
    return blocks.StructBlock(
        [
            ("at_least", blocks.IntegerBlock(label=_("至少几条"), min_value=1)),
            ("of", blocks.StreamBlock(list(inner), label=_("从这些里面"), min_num=1)),
        ],
        label=_("这些里面至少有几条"),
        label_format="≥ {at_least}",
        icon="list-ol",
    )
