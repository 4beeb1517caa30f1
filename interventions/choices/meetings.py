"""Codes of case meetings (研判会)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingStatus(models.TextChoices):
    """Where a meeting stands; `rules.meeting_lifecycle` says what may follow what."""

    PLANNED = "planned", _("已约好")
    SIGNED = "signed", _("等负责人会签")
    LOCKED = "locked", _("已签名，锁定")
    CANCELLED = "cancelled", _("没有开")


class MeetingDecides(models.TextChoices):
    """What a meeting may decide that a second person signs too."""

    LEVEL = "level", _("时限")
    REFERRAL = "referral", _("转介")
    CLOSURE = "closure", _("结案")


SIGNED_MEETINGS = (MeetingStatus.SIGNED.value, MeetingStatus.LOCKED.value)
