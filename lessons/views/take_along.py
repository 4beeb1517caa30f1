"""A lesson to take along: on paper, and as a folder that needs no server."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from lessons import queries
from lessons.actions import packing, papers, quiz_paper
from lessons.choices import QuizPhase
from lessons.queries import quizzes
from school_safety.access import policy
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited
from school_safety.web.downloads import download

ZIP = "application/zip"


@public("published lessons are for everybody")
@require_safe
@limited("pdf.make")
def lesson_paper(request: HttpRequest, language: str, page_id: str, kind: str) -> HttpResponse:
    """The handout, the story to cut up, or the talk card."""
    page = queries.lesson_to_read(language, int(page_id))
    return download(papers.paper(page, kind), f"{kind}-{page.pk}.pdf")


@gate(Permission.PROGRAMME_READ)
@require_safe
@limited("pdf.make")
def lesson_plan(request: HttpRequest, language: str, page_id: str) -> HttpResponse:
    """The whole plan, with what only colleagues should read."""
    page = queries.lesson_to_read(language, int(page_id))
    return download(papers.paper(page, "plan"), f"plan-{page.pk}.pdf")


@public("published lessons are for everybody")
@require_safe
@limited("pdf.make")
def lesson_booklet(request: HttpRequest, language: str) -> HttpResponse:
    """The family pages of all lessons that the filters leave."""
    found = list(queries.published_lessons(language, **asked(request.GET))[: packing.MOST])
    if not found:
        raise Absent
    return download(papers.booklet(found, language), "booklet.pdf")


@public("published lessons are for everybody")
@require_safe
@limited("pdf.make")
def lesson_pack(request: HttpRequest, language: str, page_id: str) -> HttpResponse:
    """One lesson for a USB stick; a colleague's pack holds the plan too."""
    page = queries.lesson_to_read(language, int(page_id))
    content = packing.pack(page, with_plan=_colleague(request))
    return download(content, f"lesson-{page.pk}.zip", ZIP)


@public("published lessons are for everybody")
@require_safe
@limited("pdf.make")
def lesson_set(request: HttpRequest, language: str) -> HttpResponse:
    """All lessons that the filters leave, for a USB stick, with one booklet for families."""
    found = list(queries.published_lessons(language, **asked(request.GET))[: packing.MOST])
    if not found:
        raise Absent
    return download(packing.pack_set(found, language), "lessons.zip", ZIP)


@gate(Permission.QUIZ_RUN)
@require_safe
@limited("pdf.make")
def quiz_sheet(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """The questions of one round on paper, to be copied for a class without devices."""
    if phase not in QuizPhase.values:
        raise Absent
    run = quizzes.run_for(request.user, pk)
    return download(quiz_paper.sheet(run, phase, translation.get_language()), f"{phase}.pdf")


def _colleague(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and policy.holds(user, Permission.PROGRAMME_READ)


def asked(address: Any) -> dict[str, str]:
    """The filters as they stand in the address of the library."""
    names = {"band": "grade", "theme": "theme", "kind": "type", "minutes": "minutes", "words": "q"}
    return {ours: address.get(theirs, "") for ours, theirs in names.items()}
