"""A lesson that a colleague can teach tomorrow, and the shelf it stands on."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from lessons.blocks import lesson_blocks, source_blocks
from lessons.blocks.field import LeanStreamField
from lessons.choices import Competency, LessonType
from lessons.panels import ForMinorsForm, ForMinorsPanel
from lessons.rules import finding
from lessons.rules.reading import leaves

from .address import ChineseTitled

GRADES = [MinValueValidator(1), MaxValueValidator(12)]


class LessonIndexPage(Page):
    """All published lessons, to be filtered by grade and theme."""

    lead = models.CharField(_("一句话"), max_length=200)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["lessons.HomePage"]
    subpage_types = ["lessons.LessonPage", "lessons.QuizPage"]

    class Meta:
        verbose_name = _("课程目录")


class LessonPage(ChineseTitled):
    """Hook, activity, talk, exit ticket; what it takes, where it comes from, how long it holds."""

    lead = models.CharField(_("一句话介绍"), max_length=200)
    grade_from = models.PositiveSmallIntegerField(_("从几年级"), validators=GRADES, default=5)
    grade_to = models.PositiveSmallIntegerField(_("到几年级"), validators=GRADES, default=6)
    competency = models.CharField(
        _("主题"), max_length=10, choices=Competency, default=Competency.SAFETY
    )
    lesson_type = models.CharField(
        _("课型"), max_length=10, choices=LessonType, default=LessonType.LESSON
    )
    minutes = models.PositiveSmallIntegerField(_("时长（分钟）"), default=40)
    outcomes = models.TextField(_("上完课，孩子能（每行一条）"), blank=True)
    materials = models.TextField(_("要准备的"), blank=True)
    body = LeanStreamField(lesson_blocks(), blank=True, verbose_name=_("怎么上"))
    sources = LeanStreamField(source_blocks(), blank=True, verbose_name=_("来源"))
    credit = models.CharField(_("写的人"), max_length=120, blank=True)
    readers = models.CharField(_("看过的人"), max_length=200, blank=True)
    edition = models.CharField(_("版本"), max_length=60, blank=True)
    review_on = models.DateField(_("下次重看"), null=True, blank=True)
    # Where a school took it from, and which version of it; how it is found: see rules/finding.
    origin = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    origin_revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    found_title = models.TextField(blank=True, editable=False, default="", db_default="")
    found_text = models.TextField(blank=True, editable=False, default="", db_default="")
    short_total = models.PositiveSmallIntegerField(editable=False, default=0, db_default=0)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("grade_from"), FieldPanel("grade_to"), FieldPanel("minutes")]),
        FieldRowPanel([FieldPanel("competency"), FieldPanel("lesson_type")]),
        FieldPanel("outcomes"),
        FieldPanel("materials"),
        FieldPanel("body"),
        ForMinorsPanel(heading=_("给孩子看，合适吗")),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldPanel("credit"),
                FieldPanel("readers"),
                FieldPanel("edition"),
                FieldPanel("review_on"),
            ],
            heading=_("来历"),
        ),
    ]
    base_form_class = ForMinorsForm
    parent_page_types = ["lessons.LessonIndexPage", "lessons.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("课程")

    def clean(self) -> None:
        """The last grade comes after the first; the words to be found by follow the text."""
        super().clean()
        self.set_index()
        if self.grade_from and self.grade_to and self.grade_from > self.grade_to:
            raise ValidationError({"grade_to": _("结束年级不能早于开始年级。")})

    def set_index(self) -> None:
        """The words by which it is found."""
        self.found_title = finding.index(self.title, self.lead, initials=self.title)
        words = (self.title, self.lead, self.outcomes, self.said())
        self.found_text = finding.index(*words, initials=f"{self.title} {self.lead}")
        self.short_total = sum(block.value.get("short_minutes") or 0 for block in self.body)

    def said(self) -> str:
        """All words of the body that everybody may read."""
        open_blocks = (b for b in self.body.get_prep_value() if b["type"] != "teacher_notes")
        return " ".join(word for block in open_blocks for word in leaves(block["value"]))
