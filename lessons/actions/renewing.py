"""After an upgrade: what came with it goes on the shelf, and nobody's work is written over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from lessons.models import GuidePage, LessonPage, QuizPage
from lessons.queries import shipped as stands
from lessons.rules.shipping import Fate, Found, fate
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record

from . import pictures, publishing, shipping
from . import shelf as shipped


@dataclass(frozen=True)
class Line:
    """One shipped page in both languages, and what becomes of it."""

    fate: Fate
    folder: str
    slug: str
    title: str
    live: bool


@transaction.atomic
def renew_shipped(*, by: Any, at: datetime, pretend: bool = False) -> list[Line]:
    """Lessons, sets of questions and guides; with `pretend` it is only said what would become of them."""
    return [
        _renew(model, slug, by=by, at=at, pretend=pretend)
        for model in (LessonPage, QuizPage, GuidePage)
        for slug in shipped.slugs(shipping.FOLDERS[model])
    ]


def _renew(model: type[Page], slug: str, *, by: Any, at: datetime, pretend: bool) -> Line:
    pages = _pages(model, slug)
    found = [_found(model, slug, language, page) for language, page in pages.items()]
    becomes = fate(found)
    if not pretend and becomes == Fate.NEW:
        publishing.publish(model, slug, by=by, at=at)
    for page in pages.values():
        if page is None or pretend:
            continue
        if becomes == Fate.RENEWED:
            _put(page, slug, by=by, at=at)
        elif becomes == Fate.SAME and not stands.mark_of(page) and not stands.touched(page, None):
            shipping.mark(page, slug, version=1, by=by)
    title = shipped.read(shipping.FOLDERS[model], slug, shipping.LANGUAGES[0])["title"]
    live = all(page.live for page in pages.values() if page)
    return Line(becomes, shipping.FOLDERS[model], slug, title, live)


def _pages(model: type[Page], slug: str) -> dict[str, Page | None]:
    place = publishing.place(model)
    first = model.objects.child_of(place).filter(slug=slug).first() if place else None
    pages = [first, *first.get_translations()] if first else []
    found = {page.locale.language_code: page for page in pages}
    return {language: found.get(language) for language in shipping.LANGUAGES}


def _found(model: type[Page], slug: str, language: str, page: Page | None) -> Found:
    if page is None:
        title = shipped.read(shipping.FOLDERS[model], slug, language)["title"]
        return Found(there=False, known=stands.was_here(model, slug, title))
    mark = stands.mark_of(page)
    if mark is None:
        news = stands.differs(page, shipping.words(model, slug, language, image=pictures.there))
    else:
        news = mark.data["fingerprint"] != shipping.fingerprint(model, slug, language)
    return Found(there=True, known=True, touched=stands.touched(page, mark), news=news)


def _put(page: Page, slug: str, *, by: Any, at: datetime) -> None:
    """A new version; a page that was taken off the shelf gets it as a draft and stays off."""
    mark, language = stands.mark_of(page), page.locale.language_code
    draft = page.get_latest_revision_as_object()
    for name, value in shipping.words(type(page), slug, language).items():
        setattr(draft, name, value)
    draft.review_on = publishing.review_on(at)
    draft.full_clean()
    revision = draft.save_revision(user=by)
    if page.live:
        revision.publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    version = mark.data["version"] + 1 if mark else 2
    shipping.mark(page, slug, version=version, by=by)
    record(
        events.PAGE_RENEWED,
        by=by,
        object_kind=page._meta.label_lower,
        object_id=str(page.pk),
        facts={"language": language, "version": version},
        at=at,
    )
