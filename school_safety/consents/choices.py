"""What is asked for, who answers, and on which ground something is shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """One purpose, one answer: never bundled."""

    SCREENING = "screening", _("参加筛查问卷")
    COUNSELLING = "counselling", _("校内谈心与支持方案")
    REFERRAL = "referral", _("转介到服务机构")


class State(models.TextChoices):
    """Given, refused or withdrawn; no answer yet is no row."""

    GIVEN = "given", _("同意")
    REFUSED = "refused", _("不同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class Youth(models.TextChoices):
    """Whose yes a district asks for from 14 to 17 (DECISIONS 12)."""

    BOTH = "both", _("学生和监护人都同意才算")
    NOTICE = "notice", _("学生自己同意就算，告诉监护人")


# Inside the school; what leaves it for a clinic always needs both.
OWN_WORD = frozenset({Purpose.SCREENING, Purpose.COUNSELLING})


class BasisKind(models.TextChoices):
    """Why a field may cross a border (rule 9)."""

    CONSENT = "consent", _("同意")
    STATUTE = "statute", _("法定职责")
    EMERGENCY = "emergency", _("紧急情况")


class Giver(models.TextChoices):
    """Whose answer it is."""

    GUARDIAN = "guardian", _("监护人")
    STUDENT = "student", _("学生本人")
