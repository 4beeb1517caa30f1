"""The front door, one per language, and the page that says where to find help."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from lessons.blocks import lesson_blocks
from lessons.blocks.field import LeanStreamField


class HomePage(Page):
    """What we do, in a few calm sentences."""

    lead = models.CharField(_("一句话"), max_length=200)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "lessons.LessonIndexPage",
        "lessons.GuideIndexPage",
        "lessons.SectionPage",
        "lessons.HelpPage",
    ]
    max_count_per_parent = None

    class Meta:
        verbose_name = _("首页")


class HelpPage(Page):
    """Hotlines and first steps; opens for everybody, at any time."""

    lead = models.CharField(_("一句话"), max_length=200)
    body = LeanStreamField(lesson_blocks(), blank=True, verbose_name=_("正文"))

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["lessons.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("求助页")
