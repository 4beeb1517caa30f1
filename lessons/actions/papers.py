"""A lesson on paper: plan, handout, story, talk card, and several talk cards as a booklet.

Set once for each published version and style sheet, then kept: the second asking costs a look into the
store.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from lessons.models import LessonPage
from lessons.queries.flow import beside, flow
from lessons.rules import branching, paging
from school_safety.documents import render
from school_safety.volatile import store

KEPT, TTL = "lesson.paper", 30 * 24 * 60 * 60
# The plan is for colleagues, the others are for everybody.
TEMPLATES = {
    "plan": "print/lesson_plan.html",
    "handout": "print/lesson_handout.html",
    "story": "print/lesson_story.html",
    "card": "print/lesson_card.html",
}


def paper(page: LessonPage, kind: str) -> bytes:
    """One lesson as the PDF of that kind."""
    facts = {"page": page, **_MAKERS[kind](page)}
    return _kept(TEMPLATES[kind], [page], facts)


def booklet(pages: Sequence[LessonPage], language: str) -> bytes:
    """What families can use of each lesson, on A5 pages."""
    cards = [{"page": page, **_card(page)} for page in pages]
    return _kept("print/lesson_booklet.html", pages, {"cards": cards}, language)


def stories(page: LessonPage) -> list[dict[str, Any]]:
    """Each story with its numbered sections."""
    found = []
    for block in beside(page, "story"):
        value = block.value
        branches = [(each["choice"], each["outcome"]) for each in value["branches"]]
        told = branching.sections(value["scene"], branches, value["close"])
        words = {name: value[name] for name in ("title", "question", "pictures")}
        found.append({**words, "sections": told})
    return found


def _kept(
    template: str, pages: Sequence[LessonPage], facts: dict[str, Any], language: str = ""
) -> bytes:
    versions = ",".join(f"{page.pk}:{page.live_revision_id}" for page in pages)
    key = hashlib.sha256(f"{template} {language} {versions} {_style()}".encode()).hexdigest()
    found = store.get(KEPT, key)
    if found is None:
        spoken = language or pages[0].locale.language_code
        found = render.pdf(template, facts, language=spoken)
        store.put(KEPT, key, found, TTL)
    return found


@cache
def _style() -> str:
    return hashlib.sha256(render.css().read_bytes()).hexdigest()


def _plan(page: LessonPage) -> dict[str, Any]:
    short = {step.block.id: step.minutes for step in flow(page, "short")}
    steps = [
        {"value": step.block.value, "kind": step.block.block_type, "when": step,
         "short": short.get(step.block.id, 0)}
        for step in flow(page)
    ]  # fmt: skip
    return {
        "steps": steps,
        "lists": beside(page, "checklist"),
        "talks": beside(page, "family_card"),
        "notes": beside(page, "teacher_notes"),
    }


def _handout(page: LessonPage) -> dict[str, Any]:
    steps = [
        {"kind": step.block.block_type, "value": step.block.value,
         "steps": [paging.aside(each)[0] for each in step.block.value.get("steps") or ()]}
        for step in flow(page)
    ]  # fmt: skip
    return {"steps": steps, "stories": stories(page), "lists": beside(page, "checklist")}


def _story(page: LessonPage) -> dict[str, Any]:
    return {"stories": stories(page)}


def _card(page: LessonPage) -> dict[str, Any]:
    return {"lists": beside(page, "checklist"), "talks": beside(page, "family_card")}


_MAKERS: dict[str, Callable[[LessonPage], dict[str, Any]]] = {
    "plan": _plan,
    "handout": _handout,
    "story": _story,
    "card": _card,
}
