"""A set of the item bank: a few questions on one theme for one age, for before and after a lesson."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from lessons.blocks import item_blocks, source_blocks
from lessons.blocks.field import LeanStreamField
from lessons.choices import Competency
from lessons.panels import ForMinorsForm, ForMinorsPanel

from .address import ChineseTitled
from .lesson_page import GRADES


class QuizPage(ChineseTitled):
    """Words only (S0): written, reviewed and published like a lesson; nobody's answers are here."""

    lead = models.CharField(_("一句话介绍"), max_length=200)
    grade_from = models.PositiveSmallIntegerField(_("从几年级"), validators=GRADES, default=5)
    grade_to = models.PositiveSmallIntegerField(_("到几年级"), validators=GRADES, default=6)
    competency = models.CharField(
        _("主题"), max_length=10, choices=Competency, default=Competency.SAFETY
    )
    body = LeanStreamField(item_blocks(), blank=True, verbose_name=_("小题"))
    sources = LeanStreamField(source_blocks(), blank=True, verbose_name=_("来源"))
    credit = models.CharField(_("写的人"), max_length=120, blank=True)
    edition = models.CharField(_("版本"), max_length=60, blank=True)
    review_on = models.DateField(_("下次重看"), null=True, blank=True)

    content_panels = [
        *ChineseTitled.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("competency"), FieldPanel("grade_from"), FieldPanel("grade_to")]),
        FieldPanel("body"),
        ForMinorsPanel(heading=_("给孩子看，合适吗")),
        FieldPanel("sources"),
        FieldRowPanel([FieldPanel("credit"), FieldPanel("edition"), FieldPanel("review_on")]),
    ]
    base_form_class = ForMinorsForm
    parent_page_types = ["lessons.LessonIndexPage", "lessons.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("一组小题")

    def clean(self) -> None:
        """The last grade comes after the first; the same wording does not stand here twice."""
        super().clean()
        if self.grade_from and self.grade_to and self.grade_from > self.grade_to:
            raise ValidationError({"grade_to": _("结束年级不能早于开始年级。")})
        seen = [(block.value["code"], block.value["form"]) for block in self.body]
        if len(set(seen)) < len(seen):
            raise ValidationError({"body": _("同一卷里，一个代号只能用一次。")})
