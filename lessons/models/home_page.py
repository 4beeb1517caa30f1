"""The front door, one per language, and the page that says where to find help."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from lessons.blocks import lesson_blocks
from lessons.blocks.field import LeanStreamField
from school_safety.storage.prepared import Prepared

from .lesson_page import LessonPage

LESSON_AT = Prepared(
    lambda slug, address: LessonPage.objects.order_by().filter(
        slug=slug, url_path=address, live=True
    ),
    slug=(models.CharField(), "\x1a"),  # by its index; the address has none
    address=(models.CharField(), "\x1b"),
)


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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Straight to a lesson: Wagtail fetches each page on the way, and most of them twice."""
        if len(path_components) > 1:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            lesson = LESSON_AT.first(slug=path_components[-1], address=address)
            if lesson is not None:
                return RouteResult(lesson)
        return super().route(request, path_components)


class HelpPage(Page):
    """Hotlines and first steps; opens for everybody, at any time."""

    lead = models.CharField(_("一句话"), max_length=200)
    body = LeanStreamField(lesson_blocks(), blank=True, verbose_name=_("正文"))

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["lessons.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("求助页")
