"""A class's letters on paper, set in the background; and the address that stands on each slip."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from lessons import queries
from lessons.actions import slips
from lessons.queries import on_paper
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import printing
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.limits.door import limited
from school_safety.web.downloads import download


@gate(Permission.LETTER_FOLLOW)
@require_POST
@limited("pdf.make")
def letters_print(request: HttpRequest, dispatch_id: UUID) -> HttpResponse:
    """Letters of the families that have not answered, each with its own slip."""
    dispatch = on_paper.dispatch_to_print(request.user, dispatch_id)
    letters = on_paper.to_print(dispatch)
    if not letters:
        raise NotNow("letters_all_answered")
    made = printing.order(
        slips.LETTERS, dispatch.pk, by=request.user, district_id=dispatch.district_id,
        language=get_language() or "zh-hans", total=len(letters),
    )  # fmt: skip
    return redirect("lessons:letters_show", order=made.id)


@gate(Permission.LETTER_FOLLOW)
@require_GET
def print_show(request: HttpRequest, order: UUID) -> HttpResponse:
    """How far it is."""
    made = _order(request, order)
    return render(request, "lessons/staff/letters_show.html", {"order": made})


@gate(Permission.LETTER_FOLLOW)
@require_GET
def print_file(request: HttpRequest, order: UUID) -> HttpResponse:
    """The finished file, for whoever ordered it and still has this class."""
    made = _order(request, order)
    on_paper.dispatch_to_print(request.user, UUID(made.subject))
    return download(printing.file_of(made), "letters.pdf")


def _order(request: HttpRequest, order: UUID) -> printing.Order:
    made = printing.of(request.user, order)
    if made.kind != slips.LETTERS:
        raise Absent
    return made


@gate(Permission.LETTER_SIGN)
@require_GET
@limited("code.wrong")
def letter_code(request: HttpRequest, code: str) -> HttpResponse:
    """The letter that this slip belongs to, for the guardian whose slip it is, signed in."""
    slip = on_paper.slip_of(code)
    if slip is None:
        raise Absent
    return redirect("lessons:letter_read", queries.letter_for(request.user, slip.letter_id).pk)
