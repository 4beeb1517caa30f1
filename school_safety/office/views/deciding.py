"""Consents for those who decide: a guardian for her child, a student for herself.

A guardian who may not decide, or on whom a hold stands, gets the page of one to whom nothing applies.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office.agreeing import queries
from school_safety.office.agreeing.actions import decide
from school_safety.office.agreeing.forms import DecisionForm


@gate(Permission.CONSENT_ANSWER)
@require_GET
def family_consents(request: HttpRequest) -> HttpResponse:
    """One card per child and purpose, each with its own answer."""
    _only("guardian", request.user)
    return render(request, "office/consents/family.html", {"families": _cards(request)})


@gate(Permission.CONSENT_ANSWER)
@require_GET
def student_consents(request: HttpRequest) -> HttpResponse:
    """From fourteen on her own yes; before, who decides, said kindly."""
    _only("student", request.user)
    families = _cards(request)
    lines = request.user.student.district.hotlines
    context = {"families": families, "lines": lines}
    return render(request, "office/consents/student.html", context)


def _only(who: str, user: Any) -> None:
    if getattr(user, who, None) is None:
        raise Absent


def _cards(request: HttpRequest) -> list[dict[str, Any]]:
    at, language = timezone.now(), get_language() or ""
    return [
        {"student": child, "cards": queries.cards_of(request.user, child, language, at)}
        for child in queries.children_of(request.user)
    ]


@gate(Permission.CONSENT_ANSWER)
@require_http_methods(["GET", "POST"])
def family_consent(request: HttpRequest, student_id: UUID, purpose: str) -> HttpResponse:
    """What it is for, what taking it back does, and two answers of the same weight."""
    _only("guardian", request.user)
    return _answered(request, student_id, purpose, "office/consents/family_one.html")


@gate(Permission.CONSENT_ANSWER)
@require_http_methods(["GET", "POST"])
def student_consent(request: HttpRequest, student_id: UUID, purpose: str) -> HttpResponse:
    """The same in her words."""
    _only("student", request.user)
    return _answered(request, student_id, purpose, "office/consents/student_one.html")


def _answered(request: HttpRequest, student_id: UUID, purpose: str, template: str) -> HttpResponse:
    at = timezone.now()
    card = queries.card(request.user, student_id, purpose, get_language() or "", at)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            raise Invalid(fields=dict.fromkeys(form.errors, "invalid"))
        decide(
            student=card.student,
            purpose=purpose,
            state=form.cleaned_data["state"],
            guardian=getattr(request.user, "guardian", None),
            text_hash=form.cleaned_data["words"],
            by=request.user,
            at=at,
        )
        return redirect(f"{request.path}?done=1")
    context = {"card": card, "done": "done" in request.GET and card.own is not None}
    return render(request, template, context)
