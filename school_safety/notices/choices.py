"""Channels and states of messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Ways to a person."""

    INBOX = "inbox", _("站内消息")
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class State(models.TextChoices):
    """How far one delivery has come. It only ever moves down this list."""

    QUEUED = "queued", _("等着发出")
    SENDING = "sending", _("正在发出")
    SENT = "sent", _("已送达")
    FAILED = "failed", _("没送到")
    READ = "read", _("已读")


UNFINISHED = (State.QUEUED, State.SENDING)
