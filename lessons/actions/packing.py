"""Lessons as a folder that opens from a USB stick: no server, no network, names made by us alone."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from lessons.models import LessonPage
from lessons.queries import pictures
from lessons.queries.flow import SHORT, beside
from lessons.queries.screens import wall
from school_safety.documents import render
from school_safety.web import assets

from . import papers

File = tuple[str, bytes]
STAMP = (2026, 1, 1, 0, 0, 0)  # the same lesson gives the same file


def pack(page: LessonPage, *, with_plan: bool) -> bytes:
    """One lesson: its index, the wall in both cuts, and everything on paper."""
    kinds = ["plan"] if with_plan else []
    kinds += ["handout", "story", "card"] if beside(page, "story") else ["handout", "card"]
    prints = [(f"{kind}.pdf", papers.paper(page, kind)) for kind in kinds]
    index = _html("lessons/pack.html", page, {"page": page, "kinds": kinds})
    return _zip([("index.html", index), *_walls(page), *prints])


def pack_set(pages: Sequence[LessonPage], language: str) -> bytes:
    """Several lessons, each in its own folder, with one booklet for families."""
    folders = [(f"{number:02d}", page) for number, page in enumerate(pages, 1)]
    index = _html("lessons/pack_set.html", pages[0], {"folders": folders})
    files: list[File] = [("index.html", index), ("wall.css", _built("wall.css"))]
    files.append(("booklet.pdf", papers.booklet(pages, language)))
    for name, page in folders:
        inside = [("index.html", _html("lessons/pack.html", page, {"page": page})), *_walls(page)]
        files += [(f"{name}/{file}", content) for file, content in inside]
    return _zip(files)


def _walls(page: LessonPage) -> Iterator[File]:
    for name, cut in (("wall.html", ""), ("wall-15.html", SHORT)):
        yield name, _html("lessons/wall.html", page, {**wall(page, cut), "offline": True})
    yield from _pictures(page)
    yield "wall.css", _built("wall.css")
    yield "wall.js", _built("wall.js")


def _pictures(page: LessonPage) -> Iterator[File]:
    for image in {each["picture"].pk: each["picture"] for each in pictures.of_page(page)}.values():
        found = pictures.file_of(image, pictures.WALL)
        if found:
            yield f"picture-{image.pk}.{found[0]}", found[1]


def _html(template: str, page: LessonPage, facts: dict[str, object]) -> bytes:
    return render.html(template, facts, language=page.locale.language_code).encode()


def _built(name: str) -> bytes:
    if assets.stale():
        assets.build()
    return assets.text(name).encode()


def _zip(files: Iterable[File]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in files:
            folder.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
