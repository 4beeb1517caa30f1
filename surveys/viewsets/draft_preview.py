"""A draft in the CMS's preview: the student's own page, which keeps nothing."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.snippets.views.snippets import (
    PreviewOnCreateView,
    PreviewOnEditView,
    PreviewRevisionView,
)

from school_safety.access.permissions import Permission
from surveys.models.preview_modes import language_of, place_of
from surveys.queries import answers, draft_previews


def preview(draft: Any, request: HttpRequest, mode: str) -> HttpResponse:
    """Shown inside the editor, to whoever may edit this draft: Wagtail has asked already."""
    language = language_of(mode) or translation.get_language() or "zh-hans"
    found, place = draft_previews.specimen(draft), place_of(mode)
    with translation.override(language):
        if place is None or place >= found.length:
            return render(request, "surveys/answer_whole.html", _whole(found, language))
        context = {"paper": answers.paper(found, place, language), "preview": True}
        return render(request, "surveys/answer_show.html", context)


def _whole(found: draft_previews.Specimen, language: str) -> dict[str, Any]:
    """What the page of all questions asks for, with nothing answered."""
    return {
        "lines": answers.whole(found, language),
        "page": answers.page(found, language),
        "length": found.length,
        "answered": 0,
        "talk": False,
        "preview": True,
    }


class StudentsPage:
    """The object is shown by us: what a student sees is not the model's to know."""

    gate = frozenset({Permission.INSTRUMENT_CHANGE})
    shown = "object"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Hand it the page."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's view has it
        draft = getattr(self, self.shown)
        draft.serve_preview = partial(preview, draft)


class NewDraftPreview(StudentsPage, PreviewOnCreateView):
    """While it is written for the first time."""


class DraftPreview(StudentsPage, PreviewOnEditView):
    """While it is written."""


class RevisionPreview(StudentsPage, PreviewRevisionView):
    """As it was."""

    shown = "revision_object"
