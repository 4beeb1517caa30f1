"""Codes of this room, stored short. Levels are words with a clock, never colours."""

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


class Need(models.TextChoices):
    """What a provider can help with."""

    INTERNET = "internet", _("上网与游戏")
    SLEEP = "sleep", _("睡眠")
    MOOD = "mood", _("情绪")
    SCHOOL = "school", _("到校与学习")
    FAMILY = "family", _("家庭沟通")
    PEERS = "peers", _("同伴关系")
    SPENDING = "spending", _("网络消费")


class Cost(models.TextChoices):
    """What a family pays."""

    FREE = "free", _("免费")
    INSURED = "insured", _("医保可报")
    PAID = "paid", _("自费")


class ReferralStatus(models.TextChoices):
    """Where a referral stands; `rules.referral_lifecycle` says what may follow what."""

    DRAFT = "draft", _("等待家庭同意")
    SENT = "sent", _("已发出，等待接收")
    ACCEPTED = "accepted", _("已接收")
    REFUSED = "refused", _("暂不能接收")
    APPOINTED = "appointed", _("已约时间")
    ATTENDED = "attended", _("已到场")
    REPLIED = "replied", _("已回信")
    DONE = "done", _("已完成")
    REVOKED = "revoked", _("已撤回")
    EXPIRED = "expired", _("已到期")


OPEN_REFERRALS = tuple(
    s.value
    for s in (
        ReferralStatus.DRAFT,
        ReferralStatus.SENT,
        ReferralStatus.ACCEPTED,
        ReferralStatus.APPOINTED,
        ReferralStatus.ATTENDED,
        ReferralStatus.REPLIED,
    )
)
# While a referral is in one of these, the provider's accepted packet may be read.
RECEIVED_REFERRALS = tuple(
    s.value
    for s in (
        ReferralStatus.ACCEPTED,
        ReferralStatus.APPOINTED,
        ReferralStatus.ATTENDED,
        ReferralStatus.REPLIED,
    )
)


class RefusalReason(models.TextChoices):
    """Why a provider cannot take a referral now."""

    FULL = "full", _("名额已满")
    AGE = "age", _("年龄不在服务范围")
    NEED = "need", _("需要其他专科")
    PLACE = "place", _("地点不合适")


class AppointmentStatus(models.TextChoices):
    """Whether a meeting took place."""

    OFFERED = "offered", _("已约")
    KEPT = "kept", _("已到场")
    MISSED = "missed", _("没有到场")
    CANCELLED = "cancelled", _("已取消")


class PacketField(models.TextChoices):
    """What a packet may carry; each is chosen one by one and each has its basis."""

    NAME = "name", _("姓名")
    BIRTH = "birth", _("出生年月")
    CLASS = "class", _("学校和年级")
    GUARDIAN = "guardian", _("家长联系方式")
    CONCERN = "concern", _("主要困扰")
    TALKS = "talks", _("谈心小结")
    PLAN = "plan", _("支持方案")
    SIGNALS = "signals", _("筛查提示")


class SlipStatus(models.TextChoices):
    """Where an access slip stands; `rules.slip_lifecycle` says what may follow what."""

    ASKED = "asked", _("等待决定")
    APPROVED = "approved", _("可以查看")
    REFUSED = "refused", _("这次没有同意")
    WITHDRAWN = "withdrawn", _("已撤回申请")
    RETURNED = "returned", _("已提前结束")
    EXPIRED = "expired", _("已到期")


OPEN_SLIPS = (SlipStatus.ASKED.value, SlipStatus.APPROVED.value)


class SlipReason(models.TextChoices):
    """Why somebody outside the caseload needs to read; the words beside it are sealed."""

    COVER = "cover", _("代班")
    HANDOVER = "handover", _("准备交接")
    SUPERVISION = "supervision", _("督导或研判")
    URGENT = "urgent", _("学生来找我，情况急")
    COMPLAINT = "complaint", _("家长询问或投诉")


class SlipHours(models.IntegerChoices):
    """For how long; the shortest is the usual one, a week the longest."""

    FOUR_HOURS = 4, _("4 小时")
    ONE_DAY = 24, _("1 天")
    THREE_DAYS = 72, _("3 天")
    ONE_WEEK = 168, _("7 天")


# Without these a provider can neither recognise nor reach the family.
IDENTITY_FIELDS = (PacketField.NAME.value, PacketField.BIRTH.value, PacketField.GUARDIAN.value)
