"""Codes of sibling links."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiblingStatus(models.TextChoices):
    """Asked by one counselor, answered by the lead; what nobody links tells nothing."""

    ASKED = "asked", _("等负责人看")
    LINKED = "linked", _("一起商量")
    NOTHING = "nothing", _("现在没有要一起商量的")
    ENDED = "ended", _("不再一起商量")


LIVE_SIBLINGS = (SiblingStatus.ASKED.value, SiblingStatus.LINKED.value)
