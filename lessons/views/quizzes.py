"""A class and a few questions: choose, ask before, ask after, see what the class has gained."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons import policies, queries
from lessons.actions import quizzing
from lessons.choices import Competency, QuizPhase, QuizWay
from lessons.forms import HandsForm
from lessons.models import QuizPage, QuizRound, QuizRun
from lessons.queries import quizzes
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.web.forms import form_page

from . import growth_words

PER_PAGE = 25


@gate(Permission.QUIZ_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def quiz_list(request: HttpRequest) -> HttpResponse:
    """Which class, which questions; and those that were asked already."""
    language = get_language() or quizzes.CHINESE
    rooms = list(quizzes.asked_classes(request.user))
    asked = request.POST if request.method == "POST" else request.GET
    room = next((each for each in rooms if str(each.pk) == asked.get("classroom")), None)
    if request.method == "POST":
        return _start(request, room, language)
    lesson = quizzes.lesson(asked.get("lesson", ""), language)
    room = room or quizzes.fitting(rooms, lesson)
    theme = lesson.competency if lesson else asked.get("theme", "")
    facts = {
        "rooms": rooms,
        "room": room,
        "themes": Competency.choices,
        "theme": theme,
        "lesson": lesson,
        "lessons": queries.lessons_for(room, language) if room else [],
        "sets": quizzes.sets_for(room, language, theme) if room else [],
        "page": Paginator(quizzes.runs(request.user), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "lessons/staff/quiz_list.html", facts)


def _run(request: HttpRequest, pk: UUID, phase: str) -> QuizRun:
    if phase not in QuizPhase.values:
        raise Absent
    return quizzes.run_for(request.user, pk)


def _round(request: HttpRequest, pk: UUID, phase: str) -> QuizRound:
    found = _run(request, pk, phase).rounds.select_related("run").filter(phase=phase).first()
    if found is None:
        raise Absent
    return found


def _start(request: HttpRequest, room: Any, language: str) -> HttpResponse:
    pk = request.POST.get("quiz", "")
    if not pk:
        return redirect("lessons:quiz_list")
    if room is None:
        raise Absent
    found = quizzes.sets_for(room, language).filter(pk=pk if pk.isdecimal() else 0).first()
    if found is None:
        raise Absent
    quiz: QuizPage = found
    run = quizzing.start(classroom=room, quiz=quiz, by=request.user, at=timezone.now())
    return redirect("lessons:quiz_show", run.pk)


@gate(Permission.QUIZ_RUN)
@require_safe
def quiz_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before and after side by side; what the class has gained below."""
    run, at = quizzes.run_for(request.user, pk), timezone.now()
    language = get_language() or quizzes.CHINESE
    rounds = list(run.rounds.all())
    facts = {
        "run": run,
        "title": quizzes.title_of(run, language),
        "phases": [_phase(run, rounds, phase, request.user, at) for phase in QuizPhase],
        "growth": growth_words.page(run, quizzes.result(run, rounds), language),
        "door": _door(request),
        "live": any(row.closed_at is None and row.closes_at > at for row in rounds),
    }
    return render(request, "lessons/staff/quiz_show.html", facts)


def _door(request: HttpRequest) -> str:
    """The address that a child types, as this site is called here."""
    return f"{request.get_host()}{reverse('lessons:quiz_type')}"


def _phase(
    run: QuizRun, rounds: list[QuizRound], phase: QuizPhase, user: Any, at: Any
) -> dict[str, Any]:
    row = next((each for each in rounds if each.phase == phase), None)
    late = phase == QuizPhase.BEFORE and any(each.phase == QuizPhase.AFTER for each in rounds)
    facts: dict[str, Any] = {"phase": phase, "row": row, "late": late, "seats": 0}
    if row is not None and row.closed_at is None:
        facts |= {
            "code": quizzing.code_of(row),
            "open": row.closes_at > at,
            "sheets": row.sheets.count(),
            "seats": quizzes.seats(run.classroom),
        }
    if row is not None:
        same_day = timezone.localdate(row.opened_at) == timezone.localdate(at)
        facts["may_undo"] = same_day and row.opened_by_id == user.pk
        facts["may_recount"] = same_day and row.way == QuizWay.HANDS
        facts["n"] = max((sum(each) for each in row.counts if each), default=0)
    return facts


@gate(Permission.QUIZ_RUN)
@require_POST
def quiz_open(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """A code for the wall."""
    run = _run(request, pk, phase)
    quizzing.open_round(run=run, phase=phase, by=request.user, at=timezone.now())
    return redirect("lessons:quiz_show", pk)


@gate(Permission.QUIZ_RUN)
@require_POST
def quiz_close(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """All sheets are in."""
    row = _round(request, pk, phase)
    quizzing.close_round(round_id=row.pk, by=request.user, at=timezone.now())
    return redirect("lessons:quiz_show", pk)


@gate(Permission.QUIZ_RUN)
@require_POST
def quiz_undo(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """Take a round back on the same day."""
    row = _round(request, pk, phase)
    quizzing.undo_round(row=row, by=request.user, at=timezone.now())
    return redirect("lessons:quiz_show", pk)


@gate(Permission.QUIZ_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def quiz_hands(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """Hands or paper, counted option by option."""
    run = _run(request, pk, phase)
    language = get_language() or quizzes.CHINESE
    row = run.rounds.filter(phase=phase).first()
    policies.check_can_count(run, phase, row, timezone.now())
    form = HandsForm(
        request.POST if request.method == "POST" else None,
        questions=quizzes.questions(run, phase, language),
        kept=row.counts if row else (),
    )
    if request.method == "POST" and form.is_valid():
        counts = form.counts(len(run.items))
        quizzing.count_hands(
            run=run, phase=phase, counts=counts, by=request.user, at=timezone.now()
        )
        return redirect("lessons:quiz_show", pk)
    facts = {
        "run": run,
        "title": quizzes.title_of(run, language),
        "phase": QuizPhase(phase),
        "form": form,
    }
    return form_page(request, "lessons/staff/quiz_hands.html", facts)


@gate(Permission.QUIZ_RUN)
@require_safe
def quiz_wall(request: HttpRequest, pk: UUID, phase: str) -> HttpResponse:
    """The code and the questions in big letters; nothing here says which option holds."""
    run, at = _run(request, pk, phase), timezone.now()
    language = get_language() or quizzes.CHINESE
    row = run.rounds.filter(phase=phase, closed_at=None, closes_at__gt=at).first()
    code = quizzing.code_of(row) if row else ""
    facts = {
        "run": run,
        "title": quizzes.title_of(run, language),
        "phase": QuizPhase(phase),
        "door": _door(request),
        "code": code,
        "scan": f"{settings.PUBLIC_URL}{reverse('lessons:quiz_type')}?code={code}",
        "questions": quizzes.questions(run, phase, language),
    }
    return render(request, "lessons/quiz_wall.html", facts)
