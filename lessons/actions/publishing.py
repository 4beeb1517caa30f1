"""Shelve the shipped lessons and letters: through Wagtail's own publish action, and remembered."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from lessons.models import (
    GuideIndexPage,
    GuidePage,
    HelpPage,
    HomePage,
    LessonIndexPage,
    LessonPage,
    LetterPage,
    QuizPage,
    SectionPage,
)
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.schools.models import School

from . import pictures
from . import shelf as shipped

LANGUAGES = ("zh-hans", "en")
REVIEW_AFTER = timedelta(days=365)
FOLDERS: dict[type[Page], str] = {
    LessonPage: "lessons",
    QuizPage: "quizzes",
    GuidePage: "guides",
    LetterPage: "letters",
}
GUIDES = {  # the families' shelf: (title, what stands under it)
    "zh-hans": ("家长小课", "几分钟读完，今晚就能用。不考试，也不打卡。"),
    "en": ("For families", "A few minutes to read, of use tonight. No test, no tick list."),
}


@transaction.atomic
def publish_shipped(*, by: Any, at: datetime) -> list[LessonPage]:
    """Every shipped lesson, set of questions and families' guide in both languages, and the help
    page; what is there is left alone."""
    shelf = LessonIndexPage.objects.get(locale__language_code="zh-hans", depth=3)
    review = {"review_on": (at + REVIEW_AFTER).date()}
    published = [
        _publish(LessonPage, shelf, slug, by=by, at=at, extra=review)
        for slug in shipped.slugs("lessons")
    ]
    for slug in shipped.slugs("quizzes"):
        _publish(QuizPage, shelf, slug, by=by, at=at, extra=review)
    families = _families(by=by, at=at)
    for slug in shipped.slugs("guides"):
        _publish(GuidePage, families, slug, by=by, at=at, extra=review)
    for page in HelpPage.objects.filter(depth=3):
        if not page.body:
            words = shipped.read("help", "help", page.locale.language_code)
            _put(page, {"body": words["body"]}, by=by, at=at)
    return published


@transaction.atomic
def publish_letters(*, school: School, by: Any, at: datetime) -> list[LetterPage]:
    """The shipped letters under the school's section, to be sent by its class teachers."""
    section = SectionPage.objects.get(school=school, locale__language_code="zh-hans")
    return [
        _publish(LetterPage, section, slug, by=by, at=at, extra={})
        for slug in shipped.slugs("letters")
    ]


def _families(*, by: Any, at: datetime) -> GuideIndexPage:
    """The families' shelf in both languages, made once; the Chinese one."""
    home = HomePage.objects.get(locale__language_code=LANGUAGES[0], depth=2)
    found = GuideIndexPage.objects.child_of(home).first()
    if found is not None:
        return found
    words, english = ({"title": title, "lead": lead} for title, lead in GUIDES.values())
    page = GuideIndexPage(slug="families", live=False, locale=home.locale, **words)
    return _in_both(page, home, english, by=by, at=at)


def _publish[P: Page](
    model: type[P], parent: Page, slug: str, *, by: Any, at: datetime, extra: dict[str, Any]
) -> P:
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    words, english = (_words(FOLDERS[model], slug, language) for language in LANGUAGES)
    page = model(slug=slug, owner=by, live=False, locale=parent.locale, **words, **extra)
    return _in_both(page, parent, english, by=by, at=at)


def _words(folder: str, slug: str, language: str) -> dict[str, Any]:
    """What is shipped, with the drawings that its pictures name."""
    fields = shipped.read(folder, slug, language)
    stream = fields.get("body")
    for kind, block in stream if isinstance(stream, list) else ():
        for each in [block] if kind == "picture" else block.get("pictures", ()):
            words = {"alt_text": each.pop("alt"), "decorative": False}
            each["picture"] = {"image": pictures.shipped(each["picture"]), **words}
    return fields


def _in_both[P: Page](
    page: P, parent: Page, english: dict[str, Any], *, by: Any, at: datetime
) -> P:
    """Published under this parent, and its translation under the parent's."""
    parent.add_child(instance=page)
    _put(page, {}, by=by, at=at)
    twin = page.copy_for_translation(Locale.objects.get(language_code=LANGUAGES[1]))
    _put(twin, {**english, "slug": page.slug}, by=by, at=at)
    page.refresh_from_db()
    return page


def _put(page: Page, words: dict[str, Any], *, by: Any, at: datetime) -> None:
    for name, value in words.items():
        setattr(page, name, value)
    page.full_clean()
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    record(
        events.PAGE_PUBLISHED,
        by=by,
        object_kind=page._meta.label_lower,
        object_id=str(page.pk),
        facts={"language": page.locale.language_code},
        at=at,
    )
