"""What a role never sees or does, in plain words (TRUST section 4, must-never list).

`without`: verbs that the matrix must not give to these roles, so that a sentence cannot become untrue.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permissions import Permission as P

FILES = frozenset(
    {
        P.CASE_READ,
        P.CASE_WRITE,
        P.CASE_EXPORT,
        P.NOTE_READ,
        P.RESPONSE_READ,
        P.SIGNAL_READ,
        P.CONCERN_READ,
        P.REFERRAL_READ,
        P.REFERRAL_WRITE,
    }
)
NAMES = frozenset({P.ROSTER_READ, P.GUARDIAN_READ})
ASSIGNED = "te ht ed rv co ld ck sa da au cl pa du op"


@dataclass(frozen=True)
class Never:
    """One line of the list."""

    roles: frozenset[str]
    sentence: Promise
    without: frozenset[P] = frozenset()


def _line(roles: str, sentence: Promise, without: frozenset[P] = frozenset()) -> Never:
    return Never(frozenset(roles.split()), sentence, without)


MUST_NEVER = (
    _line(
        "te ht ed rv ck sa da au op pa du",
        _("看到孩子的关注程度、分数、回答和谈话，也看不出哪个孩子有没有个案"),
        FILES,
    ),
    _line("te ht ed rv", _("看到为什么请自己帮忙：只写做什么、到哪一天"), FILES),
    _line("sa", _("从学校要依法报告的事里，查到问卷的任何结果"), FILES),
    _line("da", _("看到学生的姓名，只有导入名册的文件和已经依法报告的事里除外"), NAMES | FILES),
    _line("au", _("看到学生的姓名"), NAMES | FILES),
    _line("au", _("看到记录的内容：只有谁、什么时候、做了哪一件事"), FILES),
    _line("da au", _("既给别人角色，又检查自己给得对不对：区级工作人员和审计员不能是同一个人")),
    _line("op", _("解开加密的内容，或者看到任何人的资料"), NAMES | FILES | {P.PEOPLE_READ}),
    _line(
        "da au op",
        _("悄悄使用应急通道：最多 4 小时，要写理由，全区的工作人员和审计员马上知道"),
    ),
    _line("cl", _("看到正在进行的个案：只有家庭同意转来的那一份，结束或撤回后马上打不开"), FILES),
    _line("pa", _("搜索学生，或者看到没有专门发给自己的材料"), NAMES | FILES),
    _line("co", _("不经另一个人同意，打开不在自己手上的个案"), frozenset({P.ACCESS_SLIP_DECIDE})),
    _line(
        "ld",
        _("看到谈话记录的内容和孩子的逐题回答"),
        frozenset({P.NOTE_READ, P.RESPONSE_READ, P.CASE_WRITE, P.CASE_EXPORT}),
    ),
    _line("co ld au", _("决定自己申请的调阅单")),
    _line(
        "gu",
        _("看到孩子的逐题回答和写下的话、另一位家长的联系方式、别人的孩子"),
        FILES | {P.GUARDIAN_READ},
    ),
    _line("st", _("看到别的同学的任何事；在公用的电脑上，也看不到自己上次的回答"), FILES | NAMES),
    _line(ASSIGNED, _("给自己角色"), frozenset()),
)


def nevers_of(role: str) -> list[Promise]:
    """The lines for this role, in their order."""
    return [line.sentence for line in MUST_NEVER if role in line.roles]
