"""Codes of what leaves the house on paper: which parts, to whom, what for, how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrintReason(models.TextChoices):
    """Why a counselor prints her own file; it stays inside the house."""

    MEETING = "meeting", _("研判会上看")
    SUPERVISION = "supervision", _("督导时看")
    HANDOVER = "handover", _("交接给同校的老师")


class ExportPart(models.TextChoices):
    """What may be chosen, one by one; nothing is chosen beforehand."""

    SIGNALS = "signals", _("线索")
    TALKS = "talks", _("谈心记录")
    DECISIONS = "decisions", _("决定和理由")
    CONTACTS = "contacts", _("家长沟通")
    PLAN = "plan", _("支持方案：学校的部分")
    FAMILY_PLAN = "family_plan", _("支持方案：家庭的部分")
    ASSESSMENTS = "assessments", _("各方面的情况")
    REFERRALS = "referrals", _("转介和回信")


class Recipient(models.TextChoices):
    """Who may be given an export, each with its ground; a provider gets a referral's packet, and
    another school what the family agrees to when the child moves."""

    GUARDIAN = "guardian", _("家长")
    AUTHORITY = "authority", _("依法调取的机关")
    HOSPITAL = "hospital", _("正在救治孩子的医院")


class Purpose(models.TextChoices):
    """What it is for, as the watermark says it; it follows from who gets it."""

    FAMILY = "family", _("家庭索取")
    LAWFUL = "lawful", _("依法调取")
    TREATMENT = "treatment", _("紧急救治")


class ExportStatus(models.TextChoices):
    """A draft is read and mended; what is made can be fetched until its day."""

    DRAFT = "draft", _("草稿，还没有离开学校")
    WAITING = "waiting", _("等第二个人同意")
    MADE = "made", _("做好了，可以取")
    REFUSED = "refused", _("没有同意")
    EXPIRED = "expired", _("到期，内容已删")


EXPORT_DAYS = 14  # how long it can be fetched, as a packet
LEAST_EXPORT_REASON = 20  # characters
