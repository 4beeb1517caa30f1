"""What a printed code is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodePurpose(models.TextChoices):
    """A guardian's code opens the door as often as needed; the others are used up once."""

    ENTER = "enter", _("家长登录码")
    ACTIVATE = "activate", _("激活码")
    REPAIR = "repair", _("新电话码")
