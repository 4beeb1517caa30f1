"""A few questions on one sheet of paper, for a class without devices; nobody's name has a place on it."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from lessons.choices import QuizPhase
from lessons.models import QuizRun
from lessons.queries import quizzes
from school_safety.documents import render

TEMPLATE = "print/quiz_sheet.html"
SIZES = ("pt16", "pt14", "pt13", "pt12", "pt11")  # the largest that leaves it on one side


def sheet(run: QuizRun, phase: str, language: str) -> bytes:
    """What this round asks, with boxes to tick, as large as one A4 takes."""
    facts: dict[str, Any] = {
        "title": quizzes.title_of(run, language),
        "phase": QuizPhase(phase),
        "questions": quizzes.questions(run, phase, language),
    }
    found = b""
    for size in SIZES:
        found = render.pdf(TEMPLATE, {**facts, "size": size}, language=language)
        if len(PdfReader(BytesIO(found)).pages) == 1:
            break
    return found
