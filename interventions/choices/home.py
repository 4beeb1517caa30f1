"""Codes of what is done with the family at home: visits, family meetings, agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitPurpose(models.TextChoices):
    """What a home visit is for. Chosen before, shown to the family, and used for nothing else."""

    ROUTINE = "routine", _("一起看看作息和上网的约定")
    PLAN = "plan", _("看看方案在家里走得怎样")
    RETURN = "return", _("孩子在家休息，商量怎么回校")
    REACH = "reach", _("一直没说上话，想当面聊聊")
    CARE = "care", _("送学习用品，问问需要什么")


class VisitStatus(models.TextChoices):
    """Where a visit stands; `rules.visit_lifecycle` says what may follow what."""

    OFFERED = "offered", _("等家里答复")
    AGREED = "agreed", _("家里同意了")
    OTHER_TIME = "other_time", _("家里想换个时间")
    DECLINED = "declined", _("家里这次不方便")
    CANCELLED = "cancelled", _("不去了")
    DONE = "done", _("去过了")


# What a family still sees of a visit.
FAMILY_VISITS = tuple(
    s.value
    for s in (
        VisitStatus.OFFERED,
        VisitStatus.AGREED,
        VisitStatus.OTHER_TIME,
        VisitStatus.DECLINED,
    )
)


class LineOwner(models.TextChoices):
    """Who does what a line of the home agreement says."""

    STUDENT = "student", _("孩子")
    ADULTS = "adults", _("家里的大人")
    TOGETHER = "together", _("全家一起")
    SCHOOL = "school", _("学校")


class AgreementSays(models.TextChoices):
    """What somebody at home says to it."""

    AGREES = "agrees", _("就这样试试")
    CHANGE = "change", _("想改一改")


class TalkStatus(models.TextChoices):
    """Where sitting together with a family stands; `rules.talk_lifecycle` says what may follow."""

    OFFERED = "offered", _("等家里选时间")
    CHOSEN = "chosen", _("时间约好了")
    NO_FIT = "no_fit", _("这几个时间都不方便")
    HELD = "held", _("坐下来谈过了")
    CANCELLED = "cancelled", _("这次不谈了")


FAMILY_TALKS = (TalkStatus.OFFERED.value, TalkStatus.CHOSEN.value, TalkStatus.NO_FIT.value)
