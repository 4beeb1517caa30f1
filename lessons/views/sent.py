"""What became of a letter: counts for its sender; for the class teacher whom to ring, what to answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lessons import queries
from lessons.actions import asking, calling, returning
from lessons.forms import CallForm, FaqForm, HandedForm, explain, outcomes
from lessons.models import Dispatch
from lessons.queries import asked, heard
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Invalid, NotNow


@gate(Permission.LETTER_COUNT, Permission.LETTER_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_detail(request: HttpRequest, dispatch_id: UUID) -> HttpResponse:
    """How many have answered; for the class teacher, who has not. Never what was answered to a
    question of consent."""
    dispatch = queries.dispatch_for(request.user, dispatch_id)
    faq: dict[Any, FaqForm] = {}
    if request.method == "POST":
        done = _do(request, dispatch, faq)
        if done:
            messages.success(request, _("记下了。"))
            return redirect("lessons:dispatch_detail", dispatch.pk)
    questions = asked.waiting_for(request.user, dispatch)
    facts = {
        "dispatch": dispatch,
        "words": dispatch.text(translation.get_language())[1],
        "waiting": heard.with_calls(dispatch, queries.follow_up(request.user, dispatch)),
        "calls": queries.calls_wanted(request.user, dispatch),
        "outcomes": outcomes(dispatch.kind, *heard.options(dispatch)),
        "returned": heard.handed_in(request.user, dispatch),
        "answers": heard.said(request.user, dispatch),
        "questions": [(row, faq.get(row.pk) or FaqForm.of(row)) for row in questions],
        "faq": asked.answered(dispatch),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lessons/staff/dispatch_detail.html", facts, status=status)


def _do(request: HttpRequest, dispatch: Dispatch, faq: dict[Any, FaqForm]) -> bool:
    deeds: dict[str, Callable[..., bool]] = {
        "call": _call,
        "faq": _answer,
        "back": _back,
        "not_back": _back,
    }
    deed = deeds.get(request.POST.get("do", ""))
    return deed is not None and deed(request, dispatch, faq)


def _call(request: HttpRequest, dispatch: Dispatch, _faq: Any) -> bool:
    options, taken = heard.options(dispatch)
    form = CallForm(request.POST, kind=dispatch.kind, options=options, taken=taken)
    if not form.is_valid():
        return False
    letter = heard.to_ring(request.user, dispatch, form.cleaned_data["letter"])
    try:
        calling.record_call(
            dispatch=dispatch, letter=letter, **form.said, by=request.user, at=timezone.now()
        )
    except Invalid as refusal:  # another family was quicker, or this one has a time already
        raise NotNow(f"call_{refusal.fields['answer']}") from refusal
    return True


def _back(request: HttpRequest, dispatch: Dispatch, _faq: Any) -> bool:
    """A folded slip is here, or was not after all; what it says is no question here."""
    form = HandedForm(request.POST)
    if not form.is_valid():
        return False
    letter = heard.to_ring(request.user, dispatch, form.cleaned_data["letter"])
    verb = returning.hand_in if form.cleaned_data["do"] == "back" else returning.take_back
    verb(letter=letter, by=request.user, at=timezone.now())
    return True


def _answer(request: HttpRequest, dispatch: Dispatch, faq: dict[Any, FaqForm]) -> bool:
    form = FaqForm(request.POST)
    if not form.is_valid():
        if form.cleaned_data.get("pk"):
            faq[form.cleaned_data["pk"]] = form
        return False
    given = form.cleaned_data
    row = asked.one(request.user, dispatch, given["pk"])
    try:
        asking.answer(
            question=row, words=given["question"], answer=given["answer"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Invalid as refusal:
        explain(form, refusal.fields)
        faq[row.pk] = form
        return False
    return True
