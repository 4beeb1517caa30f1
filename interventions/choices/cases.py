"""Codes of a case: how soon, from where, how far, how it ended. Levels are words, never colours."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """How soon a person is needed. A rule may suggest one; only a counselor sets it."""

    NOW = 1, _("立即")
    TODAY = 2, _("当天")
    WEEK = 3, _("本周")
    WATCH = 4, _("留意")


@dataclass(frozen=True)
class Clock:
    """Minutes run on the wall clock; school days on the district's calendar."""

    acknowledge_minutes: int | None = None
    contact_minutes: int | None = None
    school_days: int | None = None


CLOCKS: dict[int, Clock] = {
    Level.NOW.value: Clock(acknowledge_minutes=15, contact_minutes=60),
    Level.TODAY.value: Clock(school_days=0),
    Level.WEEK.value: Clock(school_days=3),
    Level.WATCH.value: Clock(school_days=10),
}


class Source(models.TextChoices):
    """Where the first word came from. Shown to those who work on the case, to nobody else."""

    SCREENING = "screening", _("筛查提示")
    CONCERN = "concern", _("老师关注单")
    FAMILY = "family", _("家长来信")
    SELF = "self", _("本人求助")
    TIP = "tip", _("匿名线索")
    POLICE = "police", _("协作单位通报")
    DISTRICT = "district", _("区级移交")
    INVITED = "invited", _("谈话邀请")


class Status(models.TextChoices):
    """Where a case stands; `rules.lifecycle` says what may follow what."""

    NEW = "new", _("等待分派")
    ASSIGNED = "assigned", _("等待谈心")
    TALKING = "talking", _("谈心中")
    CONFIRMED = "confirmed", _("已确认，待定方案")
    PLANNED = "planned", _("支持方案进行中")
    CLOSING = "closing", _("等待结案审核")
    DISMISSED = "dismissed", _("不跟进")
    CLOSED = "closed", _("已结案")


OPEN_STATUSES = (
    Status.NEW.value,
    Status.ASSIGNED.value,
    Status.TALKING.value,
    Status.CONFIRMED.value,
    Status.PLANNED.value,
    Status.CLOSING.value,
)


class NoteKind(models.TextChoices):
    """What kind of contact a note is about."""

    TALK = "talk", _("谈心")
    PHONE = "phone", _("电话")
    VISIT = "visit", _("家访")
    MEETING = "meeting", _("会面")
    OBSERVATION = "observation", _("在校观察")


class DecisionKind(models.TextChoices):
    """What a person decided about a case, always with a reason."""

    CONFIRMED = "confirmed", _("确认需要支持")
    DISMISSED = "dismissed", _("这次不跟进")
    LEVEL = "level", _("调整时限")
    CLOSE_ASKED = "close_asked", _("申请结案")
    CLOSE_APPROVED = "close_approved", _("同意结案")
    CLOSE_RETURNED = "close_returned", _("继续跟进")
    REOPENED = "reopened", _("重新开启")


class CloseOutcome(models.TextChoices):
    """How it ended, as work and not as a verdict about a child."""

    BETTER = "better", _("目标达到")
    HANDED_ON = "handed_on", _("由服务机构继续")
    MOVED = "moved", _("转学或毕业")
    FAMILY_DECLINED = "family_declined", _("家庭决定不继续")
    NOT_NEEDED = "not_needed", _("不再需要")


class ContactHow(models.TextChoices):
    """How a guardian was told."""

    PHONE = "phone", _("电话")
    MEETING = "meeting", _("当面")
    VISIT = "visit", _("家访")
    LETTER = "letter", _("书面")


class Attitude(models.TextChoices):
    """What the guardian answered; none of these is a fault."""

    AGREES = "agrees", _("愿意一起做")
    THINKING = "thinking", _("想再考虑")
    DECLINES = "declines", _("暂不需要")
    UNREACHED = "unreached", _("没有联系上")
