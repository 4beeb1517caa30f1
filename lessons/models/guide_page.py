"""What families read: short lessons, how-to cards, and what to do on a bad day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from lessons.blocks import guide_blocks, source_blocks
from lessons.blocks.field import LeanStreamField
from lessons.choices import GuideKind

from .address import ChineseTitled


class GuideIndexPage(Page):
    """The parents' shelf, one per language."""

    lead = models.CharField(_("一句话"), max_length=200)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["lessons.HomePage"]
    subpage_types = ["lessons.GuidePage"]

    class Meta:
        verbose_name = _("家长小课目录")


class GuidePage(ChineseTitled):
    """One thing a family can do this week, read in a few minutes on a phone."""

    lead = models.CharField(_("一句话介绍"), max_length=200)
    kind = models.CharField(_("哪一类"), max_length=10, choices=GuideKind, default=GuideKind.TALK)
    minutes = models.PositiveSmallIntegerField(_("读完要几分钟"), default=3)
    body = LeanStreamField(guide_blocks(), blank=True, verbose_name=_("正文"))
    sources = LeanStreamField(source_blocks(), blank=True, verbose_name=_("来源"))
    edition = models.CharField(_("版本"), max_length=60, blank=True)
    review_on = models.DateField(_("下次重看"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("minutes")]),
        FieldPanel("body"),
        FieldPanel("sources"),
        FieldRowPanel([FieldPanel("edition"), FieldPanel("review_on")]),
    ]
    parent_page_types = ["lessons.GuideIndexPage", "lessons.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("家长小课")
