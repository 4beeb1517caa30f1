"""Codes of the ground floor, stored short."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.TextChoices):
    """What a guardian may decide and see for a child."""

    FULL = "full", _("全部监护权")
    LIMITED = "limited", _("部分监护权")
    NONE = "none", _("无监护权")
    COURT = "court", _("法院限制")


class Relation(models.TextChoices):
    """How the guardian belongs to the child."""

    MOTHER = "mother", _("母亲")
    FATHER = "father", _("父亲")
    GRANDPARENT = "grandparent", _("祖辈")
    OTHER = "other", _("其他监护人")


class StudentStatus(models.TextChoices):
    """Whether the student is on the school's roll."""

    ACTIVE = "active", _("在校")
    LEFT = "left", _("已离校")


class Sex(models.TextChoices):
    """As the roster says; unknown is an answer."""

    FEMALE = "f", _("女")
    MALE = "m", _("男")
    UNKNOWN = "u", _("未填")


class Boarding(models.TextChoices):
    """Where she sleeps on school days, as the roster says; often it says nothing."""

    BOARDER = "b", _("住校")
    DAY = "d", _("走读")


class BatchState(models.TextChoices):
    """Where a roster import stands."""

    COLUMNS = "columns", _("待认列")
    CHECKING = "checking", _("正在检查")
    WAITING = "waiting", _("待确认")
    WRITING = "writing", _("正在写入")
    WRITTEN = "written", _("已写入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")
    DROPPED = "dropped", _("未采用")


class ChangeKind(models.TextChoices):
    """What changed in a contact list."""

    STUDENT = "student", _("学生变更")
    PARENT = "parent", _("家长变更")
    DEPARTMENT = "department", _("部门变更")


class ChangeState(models.TextChoices):
    """Where a change from a contact list stands."""

    WAITING = "waiting", _("排队中")
    LISTED = "listed", _("要看一下")
    DONE = "done", _("已办好")
    SETTLED = "settled", _("已处理")


class LockedField(models.TextChoices):
    """What a person corrected by hand and no file may change back."""

    NAME = "name", _("姓名")
    SEX = "sex", _("性别")
    BORN_ON = "born_on", _("出生日期")
    NUMBER = "number", _("学号")
    BOARDING = "boarding", _("住校或走读")
    CLASSROOM = "classroom", _("班级")
    STATUS = "status", _("状态")
    PHONE = "phone", _("家长电话")


class LockSource(models.TextChoices):
    """Who knew better than the file."""

    HAND = "hand", _("教务员改的")
    FAMILY = "family", _("家长自己填的，教务员确认过")


class PhoneState(models.TextChoices):
    """Where a number that a guardian typed stands."""

    WAITING = "waiting", _("等核对")
    CONFIRMED = "confirmed", _("已采用")
    DROPPED = "dropped", _("没有采用")
    REPLACED = "replaced", _("又填了一次")


class TransferState(models.TextChoices):
    """Where a move between two schools stands (schools.transfers)."""

    PROPOSED = "proposed", _("等对方学校接收")
    ACCEPTED = "accepted", _("已接收")
    DECLINED = "declined", _("对方没有接收")
    WITHDRAWN = "withdrawn", _("已收回")


class DeclineReason(models.TextChoices):
    """Why a school does not take a child; a code, because it is shown to the other school."""

    UNKNOWN = "unknown", _("没有这件事：家长没有来办过")
    PLACE = "place", _("没有学位")
    TWICE = "twice", _("已经在我们的名册里")
    OTHER = "other", _("选错了学校")
