"""Codes of what is measured again and again: domains, weekly checks, sessions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Domain(models.TextChoices):
    """Where life may be hard. None of these is a verdict; each is asked about anew."""

    USE = "use", _("上网")
    SLEEP = "sleep", _("睡眠")
    SCHOOL = "school", _("学习和到校")
    MOOD = "mood", _("心情")
    FAMILY = "family", _("家里")
    PEERS = "peers", _("同学朋友")
    SPENDING = "spending", _("花钱")


class Burden(models.IntegerChoices):
    """How hard it is now, in the counselor's judgement after talking; small is better."""

    WELL = 0, _("顺利")
    SOME = 1, _("有点费力")
    HARD = 2, _("比较难")
    VERY = 3, _("很难")


class Giver(models.TextChoices):
    """Who made three taps."""

    STUDENT = "student", _("学生")
    GUARDIAN = "guardian", _("家长")


class CheckItem(models.TextChoices):
    """The three questions of a week."""

    AGREED = "agreed", _("约好的事，这周做到了吗？")
    SLEEP = "sleep", _("这周睡得怎么样？")
    TOGETHER = "together", _("这周在家里、在学校，处得怎么样？")


class Tap(models.IntegerChoices):
    """One answer; three of them make 0 to 6, large is better."""

    HARD = 0, _("不太行")
    MIXED = 1, _("有好有坏")
    GOOD = 2, _("还不错")


CHECK_MOST = 2 * len(CheckItem)


class Rhythm(models.IntegerChoices):
    """Days from one planned session to the next."""

    TWICE = 3, _("每周两次")
    WEEKLY = 7, _("每周一次")
    FORTNIGHTLY = 14, _("两周一次")


class MissedReason(models.TextChoices):
    """Why a session did not take place; it counts the work, not the child."""

    AWAY = "away", _("孩子请假了")
    UNWILLING = "unwilling", _("孩子这次不想谈")
    EVENT = "event", _("考试或活动")
    COUNSELOR = "counselor", _("我有急事")
    HOLIDAY = "holiday", _("放假")
    OTHER = "other", _("别的原因")


class GoalOwner(models.TextChoices):
    """Who carries a goal."""

    STUDENT = "student", _("学生自己")
    FAMILY = "family", _("家里")
    TEACHER = "teacher", _("班主任")
    COUNSELOR = "counselor", _("辅导老师")


SCHOOL_AGES = tuple(str(age) for age in range(6, 19))  # years, as filters offer them
