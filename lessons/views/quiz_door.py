"""The class's own door to a few questions: a code, one sheet, the reasons. No account, no name."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.actions import quizzing
from lessons.forms import QuizCodeForm, SheetForm
from lessons.queries import quizzes
from school_safety import limits
from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent
from school_safety.limits.address import of as address_of
from school_safety.web.forms import form_page

WHY = "a class answers by the code on its wall, without accounts and without names"
NAME = "lessons.quiz"
CODE = 12  # signs of a code that somebody may have scanned, at most
STAYS = timedelta(minutes=10)  # for which a child may read her own result on this device


@public(WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quiz_type(request: HttpRequest) -> HttpResponse:
    """The six signs on the wall; whoever scanned them finds them written already."""
    scanned = request.GET.get("code", "")[:CODE]
    given = request.POST if request.method == "POST" else None
    form = QuizCodeForm(given, initial={"code": scanned})
    if request.method == "POST" and form.is_valid():
        _guard(request)
        try:
            row = quizzing.find_round(form.cleaned_data["code"], timezone.now())
        except Absent:
            _count_wrong(request)
            form.add_error("code", _("没有对上。再看一眼投影，或者请老师帮忙。"))
        else:
            return _sit_down(request, str(row.pk))
    return form_page(request, "lessons/quiz/type.html", {"form": form, "scanned": scanned})


def _sit_down(request: HttpRequest, round_id: str) -> HttpResponse:
    """A device that has just handed in first shows what it has."""
    kept = _kept(request)
    if kept and kept["round"] == round_id:
        return redirect("lessons:quiz_done" if "answers" in kept else "lessons:quiz_answer")
    request.session[NAME] = {"round": round_id, "seat": str(uuid4())}
    return redirect("lessons:quiz_answer")


@public(WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quiz_answer(request: HttpRequest) -> HttpResponse:
    """All questions on one page; any of them may stay open."""
    kept, at = _kept(request), timezone.now()
    if not kept:
        return redirect("lessons:quiz_type")
    if "answers" in kept:
        return redirect("lessons:quiz_done")
    try:
        row = quizzing.round_open(kept["round"], at)
    except Absent:
        request.session.pop(NAME)
        return render(request, "lessons/quiz/over.html", status=404)
    questions = quizzes.questions(row.run, row.phase, _language())
    given = request.POST if request.method == "POST" else None
    form = SheetForm(given, questions=questions)
    if request.method == "POST" and form.is_valid():
        limits.check("quiz.enter", address=address_of(request))
        answers = form.answers
        quizzing.hand_in(round_id=row.pk, seat=UUID(kept["seat"]), answers=answers, at=at)
        own = {"round": kept["round"], "answers": answers, "until": (at + STAYS).isoformat()}
        request.session[NAME] = own
        return redirect("lessons:quiz_done")
    return form_page(request, "lessons/quiz/answer.html", {"form": form, "row": row})


@public(WHY)
@never_cache
@require_safe
def quiz_done(request: HttpRequest) -> HttpResponse:
    """Her own answers with the reasons, for her alone and for a few minutes."""
    kept = _kept(request)
    if not kept or "answers" not in kept:
        return redirect("lessons:quiz_type")
    lines = quizzes.own_result(kept["round"], kept["answers"], _language())
    if lines is None:
        request.session.pop(NAME)
        return redirect("lessons:quiz_type")
    return render(request, "lessons/quiz/done.html", {"lines": lines})


@public(WHY)
@require_POST
def quiz_next(request: HttpRequest) -> HttpResponse:
    """Somebody else sits down; nothing of the last child stays on this device."""
    request.session.pop(NAME, None)
    return redirect("lessons:quiz_type")


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(NAME)
    if kept and kept.get("until", "~") < timezone.now().isoformat():
        request.session.pop(NAME)
        return None
    return kept


def _language() -> str:
    return get_language() or quizzes.CHINESE


def _guard(request: HttpRequest) -> None:
    """Too many wrong tries at this machine or address: no more for a while, right or wrong."""
    address = address_of(request)
    limits.guard("quiz.wrong", key=request.session.session_key or "", address=address)
    limits.check("quiz.enter", address=address)


def _count_wrong(request: HttpRequest) -> None:
    """One wrong try of this machine; it gets a session to count by."""
    if not request.session.session_key:
        request.session[NAME] = None
        request.session.save()
    key = request.session.session_key or ""
    limits.tally("quiz.wrong", key=key, address=address_of(request))
