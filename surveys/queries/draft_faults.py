"""What keeps a draft from becoming a version: the field, the block in it, and how to mend it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from surveys.models import InstrumentDraft
from surveys.rules.form import BadForm
from surveys.rules.writing.carried import children

from . import drafts

# code of a fault -> the field of its block, and the sentence
WORDS: dict[str, tuple[str, Any]] = {
    "item_twice": ("id", _("有两道题的代号都是「%(place)s」。请给其中一道换一个代号。")),
    "few_options": (
        "options",
        _("题目「%(place)s」的选项不到两个，或者有两个选项代号相同。请改它的选项组。"),
    ),
    "no_set": (
        "options",
        _(
            "题目「%(place)s」要用选项组「%(name)s」，可是没有这一组。请在「选项组」里加上，或换一组。"
        ),
    ),
    "no_option": (
        "skip_when",
        _("题目「%(place)s」的选项里没有「%(name)s」。请写它那组选项里有的代号。"),
    ),
    "two_filters": (
        "skip_when",
        _("整份问卷只能有一道「选了就不用往下答」的题。请清空「%(place)s」的这一格。"),
    ),
    "scale_item": (
        "items",
        _("分量表「%(place)s」里的「%(name)s」不是任何一道题的代号。请改正或去掉。"),
    ),
    "rule_item": (
        "condition",
        _("规则「%(place)s」提到「%(name)s」，可是没有这个代号的题。请改正代号。"),
    ),
    "rule_scale": (
        "condition",
        _("规则「%(place)s」提到分数「%(name)s」。总分写 total，分量表写它的代号。"),
    ),
    "rule_empty": ("condition", _("规则「%(place)s」里有一条条件是空的。请补上，或者删掉它。")),
    "rule_count": (
        "condition",
        _("规则「%(place)s」要至少 %(name)s 条，可是里面没有这么多条。请改小，或者再加。"),
    ),
    "rule_twice": ("code", _("有两条规则的代号都是「%(place)s」。请给其中一条换一个代号。")),
    "set_twice": ("name", _("有两组选项都叫「%(place)s」。请给其中一组换一个名称。")),
    "scale_twice": ("code", _("有两个分量表的代号都是「%(place)s」。请给其中一个换一个代号。")),
    "no_route": ("routing", _("没有代号是「%(name)s」的规则。请写一条已有规则的代号，或者清空。")),
    "bad_total": ("total", _("请选总分怎么算。")),
}
OTHER = _("这份问卷还不能做成一版：%(reason)s")
KEYS = {"questions": "id", "rules": "code", "subscales": "code", "option_sets": "name"}


@dataclass(frozen=True)
class Place:
    """`block` is the place in the stream and `part` the field in it; None for a plain field."""

    field: str | None
    block: int | None
    part: str
    sentence: str


def places(draft: InstrumentDraft) -> list[Place]:
    """Every fault with its place in the editor."""
    return [_place(draft, fault) for fault in drafts.faults_of(draft)]


def _place(draft: InstrumentDraft, fault: BadForm) -> Place:
    part, words = WORDS.get(fault.code, ("", OTHER))
    table, key = fault.place
    facts = {"place": key, "name": fault.name, "reason": str(fault)}
    sentence = str(words) % facts
    if table == "scoring":
        return Place(part, None, part, sentence)
    if table not in KEYS:
        return Place(None, None, part, sentence)
    values = children(getattr(draft, table).get_prep_value())
    found = [place for place, value in enumerate(values) if value[KEYS[table]].strip() == key]
    return Place(table, found[-1] if found else None, part, sentence)
