"""Sending letters, and seeing how many families have answered."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from lessons import queries
from lessons.actions import sending
from lessons.actions.printing import letter_pdf
from lessons.forms import SendForm, default_due, explain
from lessons.models import LetterPage
from lessons.queries.words import frozen
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import limited
from school_safety.schools.models import Classroom
from school_safety.web.downloads import download

PER_PAGE = 25


@gate(Permission.LETTER_SEND, Permission.LETTER_COUNT)
@require_GET
def dispatch_list(request: HttpRequest) -> HttpResponse:
    """Letters ready to go, and letters on their way."""
    found = queries.dispatches(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    language = translation.get_language()
    facts = {
        "ready": queries.sendable_letters(request.user, language)[:PER_PAGE],
        "page": page,
        "rows": [{"dispatch": row, "title": row.text(language)[1]["title"]} for row in page],
        "may_write": policy.holds(request.user, Permission.LESSON_WRITE),
    }
    return render(request, "lessons/staff/dispatch_list.html", facts)


@gate(Permission.LETTER_SEND)
@require_http_methods(["GET", "POST"])
def letter_send(request: HttpRequest, page_id: int) -> HttpResponse:
    """The letter as families will see it, what it costs them, and to whom it goes."""
    at = timezone.now()
    letter = _sendable(request, page_id)
    rooms = queries.send_classes(request.user, letter)
    initial = {"rule": "any", "due_on": default_due(at, letter.deadline_days)}
    form = SendForm(request.POST or None, classrooms=rooms, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send_all(form, letter, request.user, at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            there = "lessons:dispatch_detail" if len(sent) == 1 else "lessons:dispatch_list"
            return redirect(there, *([sent[0].pk] if len(sent) == 1 else []))
    texts = frozen(letter)
    facts = {
        "letter": letter,
        "form": form,
        "texts": texts,
        "words": texts.get(translation.get_language()) or texts["zh-hans"],
        "english_missing": "en" not in texts,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lessons/staff/letter_send.html", facts, status=status)


@gate(Permission.LETTER_SEND)
@require_GET
@limited("pdf.make")
def letter_print(request: HttpRequest, page_id: int) -> HttpResponse:
    """The letter on paper, for families without a phone."""
    letter = _sendable(request, page_id)
    school = queries.school_of(letter)
    content = letter_pdf(letter=letter, school=school, language=translation.get_language())
    return download(content, f"letter-{letter.pk}.pdf")


@gate(Permission.LETTER_COUNT)
@require_GET
def dispatch_detail(request: HttpRequest, dispatch_id: UUID) -> HttpResponse:
    """How many have answered; for the class teacher, who has not. Never what was answered."""
    dispatch = queries.dispatch_for(request.user, dispatch_id)
    facts = {
        "dispatch": dispatch,
        "words": dispatch.text(translation.get_language())[1],
        "waiting": queries.follow_up(request.user, dispatch),
        "calls": queries.calls_wanted(request.user, dispatch),
    }
    return render(request, "lessons/staff/dispatch_detail.html", facts)


def _sendable(request: HttpRequest, page_id: int) -> LetterPage:
    letter = queries.sendable_letters(request.user).filter(pk=page_id).first()
    if letter is None:
        raise Absent
    return letter


def _send_all(form: SendForm, letter: LetterPage, by, at) -> list:
    rooms: list[Classroom] = list(form.cleaned_data["classrooms"])
    return sending.send_to_all(
        letter=letter,
        classrooms=rooms,
        rule=form.cleaned_data["rule"],
        due_on=form.cleaned_data["due_on"],
        by=by,
        at=at,
    )
