"""Codes of providers and referrals."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What a provider can help with."""

    INTERNET = "internet", _("上网与游戏")
    SLEEP = "sleep", _("睡眠")
    MOOD = "mood", _("情绪")
    SCHOOL = "school", _("到校与学习")
    FAMILY = "family", _("家庭沟通")
    PEERS = "peers", _("同伴关系")
    SPENDING = "spending", _("网络消费")


class ProviderKind(models.TextChoices):
    """What kind of house it is; a hotline is called, not referred to."""

    CENTRE = "centre", _("区心理中心")
    HOSPITAL = "hospital", _("医院门诊")
    SOCIAL = "social", _("社工机构")
    HOTLINE = "hotline", _("热线")


class Cost(models.TextChoices):
    """What a family pays."""

    FREE = "free", _("免费")
    INSURED = "insured", _("医保可报")
    PAID = "paid", _("自费")


class ReferralStatus(models.TextChoices):
    """Where a referral stands; `rules.referral_lifecycle` says what may follow what."""

    DRAFT = "draft", _("等待家庭同意")
    SENT = "sent", _("已发出，等待接收")
    SEEN = "seen", _("机构看过了，等答复")
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
        ReferralStatus.SEEN,
        ReferralStatus.ACCEPTED,
        ReferralStatus.APPOINTED,
        ReferralStatus.ATTENDED,
        ReferralStatus.REPLIED,
    )
)


# Sent, and not answered yet: to be previewed without identity.
UNANSWERED_REFERRALS = (ReferralStatus.SENT.value, ReferralStatus.SEEN.value)
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


class Advice(models.TextChoices):
    """Where the provider thinks the child is helped best from here."""

    STAY = "stay", _("在我们这里继续")
    STEP_UP = "step_up", _("建议去更专科的地方看看")
    STEP_DOWN = "step_down", _("回到学校支持就可以")


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


# Without these a provider can neither recognise nor reach the family.
IDENTITY_FIELDS = (PacketField.NAME.value, PacketField.BIRTH.value, PacketField.GUARDIAN.value)
