"""A lesson on the wall, and what its teacher holds in her hand meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons import queries
from lessons.queries.flow import SHORT, beside, flow
from lessons.queries.screens import wall
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission


@public("published lessons are for everybody")
@require_safe
def lesson_wall(request: HttpRequest, language: str, page_id: int) -> HttpResponse:
    """One idea per screen, in big letters; nothing that only the teacher should read."""
    page = queries.lesson_to_read(language, int(page_id))
    return render(request, "lessons/wall.html", wall(page, _cut(request)))


@gate(Permission.PROGRAMME_READ)
@require_safe
def lesson_notes(request: HttpRequest, language: str, page_id: int) -> HttpResponse:
    """The same steps for the teacher's own phone or on paper: what to do, to say and to watch."""
    page = queries.lesson_to_read(language, int(page_id))
    cut = _cut(request)
    facts = {
        "page": page,
        "cut": cut,
        "plan": flow(page, cut),
        "notes": beside(page, "teacher_notes"),
    }
    return render(request, "lessons/notes.html", facts)


def _cut(request: HttpRequest) -> str:
    return SHORT if request.GET.get("cut") == SHORT else ""
