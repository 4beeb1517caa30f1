"""Codes of mandatory reports (强制报告). What must be reported: 未成年人保护法 art. 11."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HarmSign(models.TextChoices):
    """What makes one think that a child was harmed or may be; a suspicion is enough.

    Grouped by us after art. 4 of the opinion of nine authorities on mandatory reporting (2020).
    """

    SEXUAL = "sexual", _("可能被性侵害或者性骚扰，线上线下都算")
    BEATEN = "beaten", _("身上有伤，或者说有人打")
    NEGLECT = "neglect", _("没人管：长期独自在家，吃不上饭，病了没人带去看")
    ABANDONED = "abandoned", _("被丢下、走失，或者来历不明")
    LURED = "lured", _("被网上的人骗、威胁、要照片或者要钱")
    USED = "used", _("被人指使去做违法的事、乞讨或者干活")
    OTHER = "other", _("其他危险")


class MandatoryStatus(models.TextChoices):
    """Where a report stands; `rules.mandatory_lifecycle` says what may follow what."""

    DUE = "due", _("要报告")
    DOUBTED = "doubted", _("有人认为不用，等负责人看")
    MADE = "made", _("已报告")
    UNNEEDED = "unneeded", _("两位老师看过，不用报告")


WAITING_REPORTS = (MandatoryStatus.DUE.value, MandatoryStatus.DOUBTED.value)


class ReportTo(models.TextChoices):
    """Who has to hear of it; the first three are named by law."""

    POLICE = "police", _("公安（110）")
    CIVIL = "civil", _("民政（儿童福利、未成年人保护）")
    EDUCATION = "education", _("区教育局")
    PROCURATORS = "procurators", _("检察院")


class ReportWay(models.TextChoices):
    """How it was told."""

    PHONE = "phone", _("电话")
    PERSON = "person", _("当面")
    PAPER = "paper", _("书面")


class ReportStepKind(models.TextChoices):
    """What happened to a report, line by line."""

    OPENED = "opened", _("写下")
    TOLD = "told", _("报告了")
    ANSWERED = "answered", _("收到答复")
    NUDGED = "nudged", _("又提醒了一次")
    DOUBTED = "doubted", _("认为不用报告")
    KEPT = "kept", _("负责人认为要报告")
    RELEASED = "released", _("第二位老师同意不用报告")
