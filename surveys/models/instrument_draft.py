"""A questionnaire that is being written. It asks nobody anything: waves know versions only."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin

from surveys.blocks.field import DraftStream
from surveys.blocks.option_set import OptionSetBlock
from surveys.blocks.question import QuestionBlock
from surveys.blocks.rule import RuleBlock
from surveys.blocks.subscale import METHODS, SubscaleBlock
from surveys.choices import InstrumentKind

from .preview_modes import modes

GRADE = (MinValueValidator(1), MaxValueValidator(12))
PERCENT = (MinValueValidator(0), MaxValueValidator(100))
MISSING = [
    ("bounds", _("给出范围：缺的题可能是最低，也可能是最高")),
    ("prorate", _("按答了的题折算")),
]


def short(label: Any, length: int, help_text: Any = "") -> models.CharField:
    """A text of one line, which a draft may still lack."""
    return models.CharField(label, max_length=length, blank=True, help_text=help_text)


def long(label: Any, help_text: Any = "") -> models.TextField:
    """A text of several lines, which a draft may still lack."""
    return models.TextField(label, blank=True, help_text=help_text)


def small(label: Any, help_text: Any = "", validators: Any = ()) -> models.SmallIntegerField:
    """A small number, which a draft may still lack."""
    return models.SmallIntegerField(
        label, null=True, blank=True, help_text=help_text, validators=validators
    )


def percent(label: Any) -> models.DecimalField:
    """A share in per cent."""
    return models.DecimalField(
        label, max_digits=6, decimal_places=3, null=True, blank=True, validators=PERCENT
    )


class InstrumentDraft(PreviewableMixin, RevisionMixin, models.Model):
    """All fields of a questionnaire file; `kept` carries what none of them can hold.

    Wording only, nothing about anybody (S0). Its history is the CMS's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, related_name="+", verbose_name=_("区")
    )
    code = models.SlugField(
        _("代号"),
        max_length=40,
        help_text=_("小写字母和数字，例如 sleep7。同一个代号的下一版会接着编号。"),
    )
    kind = models.CharField(
        _("种类"), max_length=12, choices=InstrumentKind, default=InstrumentKind.SCREENING
    )
    title_zh = models.CharField(_("名称（中文）"), max_length=60)
    title_en = short(_("名称（英文）"), 80)
    about_zh = short(_("一句话介绍（中文）"), 120, _("学生和家长先看到这一句。"))
    about_en = short(_("一句话介绍（英文）"), 160)
    lead_zh = short(_("引导语（中文）"), 60, _("每道题上方的小字，例如：想想最近一年。"))
    lead_en = short(_("引导语（英文）"), 90)
    label_zh = long(_("结果旁边的话（中文）"), _("写明依据什么、不是诊断、界值在谁身上得出。"))
    label_en = long(_("结果旁边的话（英文）"))
    after_zh = long(
        _("交完以后的话（中文）"), _("题目比较沉重时，最后一页说的温和的话。可以不写。")
    )
    after_en = long(_("交完以后的话（英文）"))
    grade_from = small(_("从几年级"), validators=GRADE)
    grade_to = small(_("到几年级"), validators=GRADE)
    minutes = small(_("大约几分钟"), validators=(MinValueValidator(1), MaxValueValidator(60)))
    recall = short(_("问的是多久以来"), 20, _("例如 12m 是十二个月，2w 是两周。"))
    rights = long(_("版权与授权"), _("谁的文字，凭什么可以用。"))
    sources = long(_("出处"), _("一行一个，DOI 或网址。"))
    expected_low = percent(_("预计请谈话的比例，最低（%）"))
    expected_middle = percent(_("最可能（%）"))
    expected_high = percent(_("最高（%）"))
    expected_source = short(_("这个预计的出处"), 200)
    option_sets = DraftStream(
        [("option_set", OptionSetBlock())], blank=True, collapsed=True, verbose_name=_("选项组")
    )
    questions = DraftStream(
        [("question", QuestionBlock())], blank=True, collapsed=True, verbose_name=_("题目")
    )
    total = models.CharField(_("总分怎么算"), max_length=8, choices=METHODS, default="sum")
    met_at = small(_("从几分起算符合"), _("数条数时用：一题达到这一分，就算一条。"))
    strict_at = small(_("更严的一条线"), _("可以不填。"))
    missing_rule = models.CharField(
        _("有题没答时"), max_length=8, choices=MISSING, blank=True, default="bounds"
    )
    missing_share = percent(_("最多缺多少还折算（%）"))
    routing = short(_("哪条规则请人谈话"), 40, _("写规则代号。空着：所有「请谈一次」的规则都算。"))
    subscales = DraftStream(
        [("subscale", SubscaleBlock())], blank=True, collapsed=True, verbose_name=_("分量表")
    )
    rules = DraftStream(
        [("rule", RuleBlock())], blank=True, collapsed=True, verbose_name=_("规则和界值")
    )
    kept = models.JSONField(default=dict, blank=True, editable=False)
    started_from = models.ForeignKey(
        "surveys.InstrumentVersion",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    made = models.ForeignKey(
        "surveys.InstrumentVersion",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    updated_at = models.DateTimeField(_("最近保存"), auto_now=True)

    class Meta:
        verbose_name = _("问卷草稿")
        verbose_name_plural = _("问卷草稿")
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.title_zh or self.code

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """What the preview can show."""
        return modes(child.value["text_zh"] for child in self.questions)
