"""A letter home: words only. Who gets it and what they answer is kept elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from lessons.blocks import question_blocks
from lessons.blocks.field import LeanStreamField
from lessons.choices import LetterKind
from lessons.rules import reading, small_print
from school_safety.consents.choices import Purpose

from .address import ChineseTitled


class LetterPage(ChineseTitled):
    """Nothing here is about one family; nothing above class S0 may be written here."""

    kind = models.CharField(
        _("种类"), max_length=8, choices=LetterKind, default=LetterKind.INFORMATION
    )
    purpose = models.CharField(_("征求同意的事"), max_length=16, choices=Purpose, blank=True)
    points = models.TextField(_("一分钟版（每行一句，三句最好）"))
    body = models.TextField(_("全文（空一行就是新的一段）"))
    ask = models.CharField(_("请家长决定什么"), max_length=80, blank=True)
    options = models.TextField(
        _("可以选的（每行一项，只在“请选一项”的信里）"), blank=True, default="", db_default=""
    )
    refuse_note = models.CharField(_("不同意会怎样（一句实话）"), max_length=80, blank=True)
    signed_by = models.CharField(_("落款"), max_length=80, blank=True)
    deadline_days = models.PositiveSmallIntegerField(
        _("建议几个上学日内回复"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    questions = LeanStreamField(question_blocks(), blank=True, verbose_name=_("大家问过的"))

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("purpose"), FieldPanel("deadline_days")]),
        FieldPanel("points"),
        FieldPanel("body"),
        FieldPanel("ask"),
        FieldPanel("options"),
        FieldPanel("refuse_note"),
        FieldPanel("signed_by"),
        FieldPanel("questions"),
    ]
    parent_page_types = ["lessons.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("告家长书")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Families read what was sent to them, not the page; only the editor's preview opens."""
        if not getattr(request, "is_preview", False):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def clean(self) -> None:
        """One purpose for one consent, and an honest word about refusing."""
        super().clean()
        wants_consent = self.kind == LetterKind.CONSENT
        if wants_consent != bool(self.purpose):
            raise ValidationError({"purpose": _("征求同意的信要写明一件事；其他的信不写。")})
        missing = [
            name for name in ("ask", "refuse_note") if wants_consent and not getattr(self, name)
        ]
        if missing:
            raise ValidationError(dict.fromkeys(missing, _("征求同意的信要写上这一句。")))
        picks = len(reading.lines(self.options))
        if self.kind == LetterKind.CHOICE and not (self.ask and 2 <= picks <= 8):
            raise ValidationError({"options": _("写上请家长决定什么，再写两到八项，每行一项。")})
        self._check_small_print()

    def _check_small_print(self) -> None:
        """What a letter may not say is shown to its writer with the very words."""
        wrong = {}
        for name in ("title", "points", "body", "ask", "refuse_note", "options"):
            found = small_print.findings(str(getattr(self, name)))
            if found:
                words = "、".join(f"“{said}”" for _code, said in found)
                wrong[name] = _(
                    "告家长书不能把学校的责任推给家庭，也不能把沉默当同意：%(words)s"
                ) % {"words": words}
        if wrong:
            raise ValidationError(wrong)
