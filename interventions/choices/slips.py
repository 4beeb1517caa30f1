"""Codes of access slips."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
