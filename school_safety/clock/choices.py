"""The short codes of the school calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """What makes a day differ from its weekday."""

    HOLIDAY = "holiday", _("放假")
    MAKEUP = "makeup", _("调休上课")
