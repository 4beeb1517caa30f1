"""Codes of what a first talk showed, held against what a questionnaire had suggested."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Finding(models.TextChoices):
    """About the one thing that was asked; none of them is a verdict about a child."""

    CONFIRMED = "confirmed", _("就是问卷问的那件事，需要支持")
    SUB_THRESHOLD = "sub", _("有一些，还不到需要支持")
    OTHER = "other", _("需要支持，是别的事")
    NOT_CONFIRMED = "not", _("谈下来没有什么")
    DECLINED = "declined", _("这次不想谈")


# The talk took place; only these say something about a questionnaire.
TALKED = frozenset(
    {
        Finding.CONFIRMED.value,
        Finding.SUB_THRESHOLD.value,
        Finding.OTHER.value,
        Finding.NOT_CONFIRMED.value,
    }
)
