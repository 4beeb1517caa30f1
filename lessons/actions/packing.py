"""Lessons as a folder that opens from a USB stick: no server, no network, names made by us alone."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from lessons.models import LessonPage, Programme
from lessons.queries import calendar, pictures
from lessons.queries.flow import SHORT, beside
from lessons.queries.screens import wall
from school_safety.documents import render
from school_safety.documents.folder import File, zipped
from school_safety.kernel.refusals import Absent
from school_safety.web import assets

from . import papers

PROGRAMME = "programme"
MOST = 24  # lessons in one folder
PARTS = frozenset("123456789")


def pack(page: LessonPage, *, with_plan: bool) -> bytes:
    """One lesson: its index, the wall in both cuts, and everything on paper."""
    kinds = ["plan"] if with_plan else []
    kinds += ["handout", "story", "card"] if beside(page, "story") else ["handout", "card"]
    prints = [(f"{kind}.pdf", papers.paper(page, kind)) for kind in kinds]
    index = _html("lessons/pack.html", page, {"page": page, "kinds": kinds})
    return zipped([("index.html", index), *_walls(page), *prints])


def pack_set(pages: Sequence[LessonPage], language: str) -> bytes:
    """Several lessons, each in its own folder, with one booklet for families."""
    return zipped(chain.from_iterable(set_files(pages, language)))


def set_files(pages: Sequence[LessonPage], language: str) -> Iterator[list[File]]:
    """The same step by step: what all share, then lesson by lesson."""
    folders = [(f"{number:02d}", page) for number, page in enumerate(pages, 1)]
    index = _html("lessons/pack_set.html", pages[0], {"folders": folders})
    shared = [("index.html", index), ("wall.css", _built("wall.css"))]
    yield [*shared, ("booklet.pdf", papers.booklet(pages, language))]
    for name, page in folders:
        inside = [("index.html", _html("lessons/pack.html", page, {"page": page})), *_walls(page)]
        yield [(f"{name}/{file}", content) for file, content in inside]


def pages_in(row: Programme, grade: str, part: str, *, language: str) -> list[LessonPage]:
    """The lessons of one folder of a programme, or Absent."""
    start = (int(part) - 1) * MOST if part in PARTS else 0
    some = calendar.pages_of(row, language, grade)[start : start + MOST]
    if not some:
        raise Absent
    return some


def programme_files(subject: str, *, by: Any, language: str, at: datetime) -> Iterator[list[File]]:
    """What the queue puts together; `subject` is "programme:grade:part"."""
    pk, grade, part = subject.split(":")
    row = calendar.programme(by, UUID(pk))
    return set_files(pages_in(row, grade, part, language=language), language)


def _walls(page: LessonPage) -> Iterator[File]:
    for name, cut in (("wall.html", ""), ("wall-15.html", SHORT)):
        yield name, _html("lessons/wall.html", page, {**wall(page, cut), "offline": True})
    yield from _pictures(page)
    yield from _sounds(page)
    yield "wall.css", _built("wall.css")
    yield "wall.js", _built("wall.js")


def _pictures(page: LessonPage) -> Iterator[File]:
    for image in {each["picture"].pk: each["picture"] for each in pictures.of_page(page)}.values():
        found = pictures.file_of(image, pictures.WALL)
        if found:
            yield f"picture-{image.pk}.{found[0]}", found[1]


def _sounds(page: LessonPage) -> Iterator[File]:
    sounds = (block.value["sound"] for block in beside(page, "audio"))
    for sound in {each.pk: each for each in sounds if each}.values():
        with suppress(OSError), sound.file.open("rb") as file:
            yield f"audio-{sound.pk}.{sound.file_extension.lower()}", file.read()


def _html(template: str, page: LessonPage, facts: dict[str, object]) -> bytes:
    return render.html(template, facts, language=page.locale.language_code).encode()


def _built(name: str) -> bytes:
    if assets.stale():
        assets.build()
    return assets.text(name).encode()
