"""Role and scope codes (TRUST section 4). Codes are stored; labels may change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Every role there is. ST and GU come from the roster, AN from nobody; the rest are assigned."""

    ANONYMOUS = "an", _("访客")
    STUDENT = "st", _("学生")
    GUARDIAN = "gu", _("家长")
    TEACHER = "te", _("任课教师")
    HOMEROOM = "ht", _("班主任")
    EDITOR = "ed", _("校级编辑")
    REVIEWER = "rv", _("安全审核人")
    COUNSELOR = "co", _("心理辅导老师")
    LEAD = "ld", _("心理/德育负责人")
    CLERK = "ck", _("教务员")
    HEAD = "sa", _("校长")
    DISTRICT = "da", _("区级工作人员")
    AUDITOR = "au", _("区级审计员")
    CLINICIAN = "cl", _("区中心医生")
    PARTNER = "pa", _("协作单位")
    DUTY = "du", _("值班人员")
    OPERATOR = "op", _("运维人员")


class Scope(models.TextChoices):
    """How far a verb reaches."""

    OWN = "o", _("自己的")
    CHILD = "k", _("自己孩子的")
    TAUGHT = "t", _("任教班级")
    HOMEROOM = "h", _("本班")
    CASELOAD = "c", _("经手的学生")
    SCHOOL = "s", _("本校")
    DISTRICT = "d", _("本区")
    GRANTED = "g", _("经授权的")
    INVOLVED = "i", _("参与的")
    PUBLISHED = "a", _("已发布的汇总")
    WRITE = "w", _("只提交")
    EVERYWHERE = "*", _("不限")


class GrantKind(models.TextChoices):
    """Why this person works on this child."""

    CASELOAD = "caseload", _("个案负责")
    REFERRAL = "referral", _("转介")
    SLIP = "slip", _("调阅单")
    TASK = "task", _("限期任务")
    MEETING = "meeting", _("研判会")
    DUTY = "duty", _("值班")


class ProposalKind(models.TextChoices):
    """What a second person is asked for."""

    ROLE = "role", _("授予角色")
    FACTOR = "factor", _("重置第二步验证")


class ProposalState(models.TextChoices):
    """Decided once and never again."""

    WAITING = "waiting", _("待确认")
    APPROVED = "approved", _("已同意")
    REFUSED = "refused", _("第二人没有同意")
    DROPPED = "dropped", _("不再需要")


# Roles whose holders can read S3 or above, or who hold the keys to people: a second factor is forced.
SECOND_FACTOR_ROLES = frozenset(
    {
        Role.COUNSELOR,
        Role.LEAD,
        Role.CLERK,
        Role.HEAD,
        Role.DISTRICT,
        Role.AUDITOR,
        Role.CLINICIAN,
        Role.PARTNER,
        Role.DUTY,
        Role.OPERATOR,
    }
)
