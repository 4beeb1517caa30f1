"""Codes of what comes after a case: a look one and three months later, three questions asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AftercareResult(models.TextChoices):
    """How it goes some time after the end."""

    WELL = "well", _("过得不错")
    SOME = "some", _("有点反复，先看看")
    AGAIN = "again", _("又需要支持了")
    UNREACHED = "unreached", _("没有联系上")


class FeedbackItem(models.TextChoices):
    """What pupil and caregiver are asked at the end; nobody's name is kept with the answer."""

    HEARD = "heard", _("老师听我们说了吗？")
    HELPED = "helped", _("这段时间的支持有帮助吗？")
    AGAIN = "again", _("以后遇到难处，还愿意来找老师吗？")
