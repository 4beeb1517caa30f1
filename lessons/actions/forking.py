"""A school's own copy of a lesson: where it came from is kept, and what is new there is taken over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from lessons.models import LessonPage, SectionPage
from lessons.queries import forks
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School


@transaction.atomic
def fork(*, lesson: LessonPage, school: School, by: Any, at: datetime) -> LessonPage:
    """A draft in the school's corner, in every language that the lesson has; a school has one."""
    section = SectionPage.objects.filter(school=school, locale=lesson.locale).first()
    if section is None or lesson.live_revision_id is None:
        raise Absent
    had = forks.of_school(lesson, section).first()
    if had is not None:
        return had
    page = LessonPage(slug=_slug(section, lesson.slug), owner=by, live=False, locale=lesson.locale)
    _fill(page, lesson)
    section.add_child(instance=page)
    page.save_revision(user=by)
    for other in lesson.get_translations().filter(live=True).specific():
        _twin(page, other, by=by)
    record(
        events.LESSON_FORKED,
        by=by,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind=page._meta.label_lower,
        object_id=str(page.pk),
        facts={"origin": lesson.pk},
        at=at,
    )
    return page


@transaction.atomic
def take_over(*, page: LessonPage, fields: Iterable[str], by: Any, at: datetime) -> None:
    """A new draft with these fields as they are at the origin now; all others stay the school's."""
    origin = page.origin
    if origin is None or not origin.live or origin.live_revision_id is None:
        raise Absent
    taken = [name for name in forks.FIELDS if name in set(fields)]
    new = origin.live_revision.as_object()
    draft = page.get_latest_revision_as_object()
    for name in taken:
        setattr(draft, name, getattr(new, name))
    draft.origin_revision = origin.live_revision
    draft.save_revision(user=by)
    LessonPage.objects.filter(pk=page.pk).update(origin_revision=origin.live_revision)
    record(
        events.LESSON_TAKEN_OVER,
        by=by,
        object_kind=page._meta.label_lower,
        object_id=str(page.pk),
        facts={"fields": len(taken)},
        at=at,
    )


def _fill(page: LessonPage, origin: LessonPage) -> None:
    for name in (*forks.FIELDS, *forks.BESIDE):
        setattr(page, name, getattr(origin, name))
    page.origin, page.origin_revision = origin, origin.live_revision


def _twin(page: LessonPage, origin: LessonPage, *, by: Any) -> None:
    """The other language, under the school's corner in that language, where it has one."""
    locale = Locale.objects.get(pk=origin.locale_id)
    if not SectionPage.objects.filter(
        translation_key=page.get_parent().specific.translation_key, locale=locale
    ).exists():
        return
    twin = page.copy_for_translation(locale)
    _fill(twin, origin)
    twin.owner = by
    twin.slug = page.slug
    twin.save()
    twin.save_revision(user=by)


def _slug(section: SectionPage, wanted: str) -> str:
    taken = set(section.get_children().values_list("slug", flat=True))
    return next(
        slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 99))) if slug not in taken
    )
