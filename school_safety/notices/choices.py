"""Channels and states of messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Ways to a person."""

    INBOX = "inbox", _("站内消息")
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")
    WECOM = "wecom", _("企业微信")
    PAPER = "paper", _("纸条")


class State(models.TextChoices):
    """How far one delivery has come. It only ever moves down this list."""

    QUEUED = "queued", _("等着发出")
    SENDING = "sending", _("正在发出")
    SENT = "sent", _("已送达")
    FAILED = "failed", _("没送到")
    READ = "read", _("已读")


class Way(models.TextChoices):
    """How a guardian would like to hear of what is not urgent."""

    AUTO = "auto", _("学校来定")
    WECOM = "wecom", _("企业微信")
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")
    PAPER = "paper", _("打印出来交给孩子")


class Rhythm(models.TextChoices):
    """At once, or once a day in one message."""

    AT_ONCE = "at_once", _("有一条说一条")
    DAILY = "daily", _("每天傍晚六点合成一条")


class Quiet(models.TextChoices):
    """When nothing comes unless it is urgent."""

    NIGHT = "night", _("晚上十点到早上七点不打扰")
    EVENING = "evening", _("晚上八点到早上七点不打扰")
    NEVER = "never", _("什么时候都可以")


UNFINISHED = (State.QUEUED, State.SENDING)
