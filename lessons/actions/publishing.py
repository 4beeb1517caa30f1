"""Shelve the shipped lessons and letters: through Wagtail's own publish action, and remembered."""

from datetime import date, datetime, timedelta
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

from . import shelf as shipped
from . import shipping
from .shipping import LANGUAGES

REVIEW_AFTER = timedelta(days=365)
GUIDES = {  # the families' shelf: (title, what stands under it)
    "zh-hans": ("家长小课", "几分钟读完，今晚就能用。不考试，也不打卡。"),
    "en": ("For families", "A few minutes to read, of use tonight. No test, no tick list."),
}


@transaction.atomic
def publish_shipped(*, by: Any, at: datetime) -> list[LessonPage]:
    """Every shipped lesson, set of questions and families' guide in both languages, and the help
    page; what is there is left alone."""
    published = [publish(LessonPage, slug, by=by, at=at) for slug in shipped.slugs("lessons")]
    for slug in shipped.slugs("quizzes"):
        publish(QuizPage, slug, by=by, at=at)
    for slug in shipped.slugs("guides"):
        publish(GuidePage, slug, by=by, at=at)
    for page in HelpPage.objects.filter(depth=3):
        if not page.body:
            words = shipped.read("help", "help", page.locale.language_code)
            _put(page, {"body": words["body"]}, by=by, at=at)
    return published


def publish[P: Page](model: type[P], slug: str, *, by: Any, at: datetime) -> P:
    """One of them on its shelf; the guides' shelf is made where there is none."""
    parent = place(model) or _families(by=by, at=at)
    return _publish(model, parent, slug, by=by, at=at, extra={"review_on": review_on(at)})


def place(model: type[Page]) -> Page | None:
    """The Chinese shelf on which pages of this kind stand."""
    if model is not GuidePage:
        return LessonIndexPage.objects.get(locale__language_code=LANGUAGES[0], depth=3)
    home = HomePage.objects.get(locale__language_code=LANGUAGES[0], depth=2)
    return GuideIndexPage.objects.child_of(home).first()


def review_on(at: datetime) -> date:
    """When somebody should look at it again."""
    return (at + REVIEW_AFTER).date()


@transaction.atomic
def publish_letters(*, school: School, by: Any, at: datetime) -> list[LetterPage]:
    """The shipped letters under the school's section, to be sent by its class teachers."""
    section = SectionPage.objects.get(school=school, locale__language_code="zh-hans")
    return [
        _publish(LetterPage, section, slug, by=by, at=at, extra={})
        for slug in shipped.slugs("letters")
    ]


def _families(*, by: Any, at: datetime) -> GuideIndexPage:
    """The families' shelf in both languages; the Chinese one."""
    home = HomePage.objects.get(locale__language_code=LANGUAGES[0], depth=2)
    words, english = ({"title": title, "lead": lead} for title, lead in GUIDES.values())
    page = GuideIndexPage(slug="families", live=False, locale=home.locale, **words)
    return _in_both(page, home, english, by=by, at=at)


def _publish[P: Page](
    model: type[P], parent: Page, slug: str, *, by: Any, at: datetime, extra: dict[str, Any]
) -> P:
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    words, english = (shipping.words(model, slug, language) for language in LANGUAGES)
    page = model(slug=slug, owner=by, live=False, locale=parent.locale, **words, **extra)
    _in_both(page, parent, english, by=by, at=at)
    for each in (page, *page.get_translations()):
        shipping.mark(each, slug, version=1, by=by)
    return page


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
