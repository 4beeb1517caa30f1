"""Codes of safety events and of the rota."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# For the colleague who sits with a child: what to do, not why.
STAY_TASK = _("请现在陪着这位同学，不离开，直到有老师来接。")


class SafetyStatus(models.TextChoices):
    """Where a safety event stands; `rules.safety_lifecycle` says what may follow what."""

    OPEN = "open", _("等人接")
    ACKNOWLEDGED = "acknowledged", _("有人接了")
    WITH_CHILD = "with_child", _("有人陪着")
    CONTACTED = "contacted", _("联系上了")
    STOOD_DOWN = "stood_down", _("已解除")
    REVIEWED = "reviewed", _("已复盘")


LIVE_EVENTS = (
    SafetyStatus.OPEN.value,
    SafetyStatus.ACKNOWLEDGED.value,
    SafetyStatus.WITH_CHILD.value,
    SafetyStatus.CONTACTED.value,
)


class SafetySource(models.TextChoices):
    """Who rang the bell. Heads and the district are never told which."""

    SCREENING = "screening", _("问卷里的一题")
    CONCERN = "concern", _("有人写来，现在有危险")
    STAFF = "staff", _("老师当面发现")
    PARTNER = "partner", _("协作单位移交")
    DRILL = "drill", _("演练")


class SafetyStepKind(models.TextChoices):
    """What was done, and when; the sheet and the review are read off these."""

    RAISED = "raised", _("发起")
    JOINED = "joined", _("又来了一条线索")
    ACKNOWLEDGED = "acknowledged", _("接下来了")
    ALSO = "also", _("也看到了")
    TAKEN_OVER = "taken_over", _("接手")
    STAYS = "stays", _("陪着")
    CALLED = "called", _("打通了家长电话")
    UNREACHED = "unreached", _("家长电话没打通")
    OUTSIDE = "outside", _("请了外面的人")
    MEETING_SET = "meeting_set", _("约好坐下来")
    TOGETHER = "together", _("坐在一起了")
    UNANSWERED = "unanswered", _("名单叫完，没有人应答")
    STOOD_DOWN = "stood_down", _("解除")


class OutsideHelp(models.TextChoices):
    """Who else was asked to come; also what the district reads as the needs."""

    POLICE = "police", _("110 报警")
    AMBULANCE = "ambulance", _("120 急救")
    RELATIVE = "relative", _("家里另一位可靠的大人")
    COMMUNITY = "community", _("居（村）委会")
    CIVIL = "civil", _("民政（未成年人保护）")
    DISTRICT = "district", _("区值班电话")


class SeatReason(models.TextChoices):
    """Why somebody is asked to come."""

    SHIFT = "shift", _("值班")
    OWNER = "owner", _("个案负责")
    COUNSELOR = "counselor", _("心理辅导老师")
    LEAD = "lead", _("心理/德育负责人")
    HEAD = "head", _("校长")
    DISTRICT = "district", _("区级工作人员")
    OPENER = "opener", _("发起的老师")


class ShiftOrder(models.IntegerChoices):
    """Who is rung first."""

    FIRST = 1, _("第一位")
    SECOND = 2, _("第二位")
    THIRD = 3, _("第三位")
