"""One shipped text on its way to a page: its fields with their drawings, its mark in the history."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page

from lessons.models import GuidePage, LessonPage, LetterPage, QuizPage
from lessons.queries.shipped import MARK

from . import pictures
from . import shelf as shipped

LANGUAGES = ("zh-hans", "en")
FOLDERS: dict[type[Page], str] = {
    LessonPage: "lessons",
    QuizPage: "quizzes",
    GuidePage: "guides",
    LetterPage: "letters",
}


def words(
    model: type[Page],
    slug: str,
    language: str,
    *,
    image: Callable[[str], Any] = pictures.shipped,
) -> dict[str, Any]:
    """What is shipped, with the drawings that its pictures name."""
    fields = shipped.read(FOLDERS[model], slug, language)
    for each in _pictures(fields):
        said = {"alt_text": each.pop("alt"), "decorative": False}
        each["picture"] = {"image": image(each["picture"]), **said}
    return fields


def fingerprint(model: type[Page], slug: str, language: str) -> str:
    """Of its words and its drawings."""
    fields = shipped.read(FOLDERS[model], slug, language)
    made = hashlib.sha256(json.dumps(fields, sort_keys=True).encode())
    for each in _pictures(fields):
        made.update(pictures.content(each["picture"]))
    return made.hexdigest()


def mark(page: Page, slug: str, *, version: int, by: Any) -> None:
    """The page's history says which shipped version this is, and the next upgrade reads it."""
    found = fingerprint(type(page), slug, page.locale.language_code)
    data = {"slug": slug, "version": version, "fingerprint": found}
    log(page, MARK, user=by, revision=page.latest_revision, data=data)


def _pictures(fields: dict[str, Any]) -> list[dict[str, Any]]:
    stream = fields.get("body")
    blocks = stream if isinstance(stream, list) else ()
    nested = ([block] if kind == "picture" else block.get("pictures", ()) for kind, block in blocks)
    return [each for some in nested for each in some]
