"""Codes of the queue: how soon a student would like to talk, who hands a child over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .cases import Level, Source


class TalkWhen(models.TextChoices):
    """Asked in a student's own words."""

    NOW = "now", _("现在就想，很难受")
    TODAY = "today", _("今天")
    WEEK = "week", _("这几天都行")


TALK_LEVELS = {
    TalkWhen.NOW.value: Level.NOW,
    TalkWhen.TODAY.value: Level.TODAY,
    TalkWhen.WEEK.value: Level.WEEK,
}
PAPERS = (
    (Source.POLICE.value, _("公安、法院、检察院或别的协作单位")),
    (Source.DISTRICT.value, _("区里，或本区别的学校经区里转来")),
)
HANDOVER_LEVELS = tuple((str(level.value), level.label) for level in Level)
CLOCK_RULES = {
    "at_once": _("立即：不分昼夜和放假，收到就叫值班的人"),
    "free_day": _("不上学的日子收到，从下一个上学日算"),
    "after_school": _("放学以后收到，从下一个上学日算"),
    "before_school": _("上学以前收到，从当天算"),
    "in_hours": _("上学时间收到，从当天算"),
}
