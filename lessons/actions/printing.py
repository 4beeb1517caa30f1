"""A letter on paper, with a reply slip: whatever a family can do on a phone it can do on paper."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lessons.choices import LetterKind
from lessons.models import LetterPage
from lessons.queries.words import frozen
from school_safety.documents import render
from school_safety.schools.models import School


def letter_pdf(*, letter: LetterPage, school: School, language: str = "zh-hans") -> bytes:
    """The published words of a letter as one A4 sheet, in the asked language if there is one."""
    texts = frozen(letter)
    chosen = language if language in texts else "zh-hans"
    words = texts[chosen]
    with translation.override(chosen):
        sheet = {
            "school": school.name_en or school.name if chosen == "en" else school.name,
            "title": words["title"],
            "brief": words["points"],
            "paragraphs": words["paragraphs"],
            "signed_by": words["signed_by"],
            "reply": reply_slip(words)
            | {"url": f"{settings.PUBLIC_URL}{reverse('lessons:family_letter_list')}", "code": ""},
        }
    return render.pdf("print/letter.html", {"letter": sheet}, language=chosen)


def reply_slip(words: dict[str, Any]) -> dict[str, Any]:
    """What stands on a letter's slip, in the language that is on."""
    consent = words["kind"] == LetterKind.CONSENT
    choices = [_("同意"), _("这次不同意"), _("想先问问老师")]
    return {
        "title": _("回执"),
        "reads": not (consent or words["options"]),
        "question": words["ask"],
        "choices": choices if consent else words["options"],
        "call": True,
        "say": True,
    }
