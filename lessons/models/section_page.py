"""A school's own corner: its lessons and its letters live under it, and nobody else's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class SectionPage(Page):
    """One per school and language. Groups and the review workflow hang on it."""

    school = models.ForeignKey(
        "schools.School", models.PROTECT, related_name="+", verbose_name=_("学校")
    )

    content_panels = [*Page.content_panels, FieldPanel("school", read_only=True)]
    parent_page_types = ["lessons.HomePage"]
    subpage_types = [
        "lessons.LessonPage",
        "lessons.QuizPage",
        "lessons.GuidePage",
        "lessons.LetterPage",
    ]

    class Meta:
        verbose_name = _("学校专区")
