"""Published pages: lessons for everybody, letters for those who may send them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lessons.choices import Competency, GradeBand
from lessons.models import LessonPage, LetterPage, SectionPage
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import Classroom, School


def published_lessons(
    language: str, *, band: str = "", theme: str = "", words: str = ""
) -> QuerySet[LessonPage]:
    """Live lessons of one language. Chinese has no word breaks, so search is by substring."""
    found = LessonPage.objects.live().public().filter(locale__language_code=language, alias_of=None)
    if band in GradeBand.values:
        first, last = GradeBand(band).grades
        found = found.filter(grade_from__lte=last, grade_to__gte=first)
    if theme in Competency.values:
        found = found.filter(competency=theme)
    for word in words.split()[:5]:
        found = found.filter(
            Q(title__icontains=word) | Q(lead__icontains=word) | Q(outcomes__icontains=word)
        )
    return found.order_by("grade_from", "title")


def lesson_to_read(language: str, page_id: int) -> LessonPage:
    """A published lesson of that language, or Absent."""
    found = published_lessons(language).filter(pk=page_id).first()
    if found is None:
        raise Absent
    return found


def lessons_for(classroom: Classroom, language: str) -> QuerySet[LessonPage]:
    """Lessons that fit the grade of a class."""
    return published_lessons(language).filter(
        grade_from__lte=classroom.grade, grade_to__gte=classroom.grade
    )


def schools_to_send_in(user: Any) -> QuerySet[School]:
    """The schools in which this person may send a letter to some class."""
    rooms = policy.visible(user, Permission.LETTER_SEND, Classroom.objects.all())
    return School.objects.filter(pk__in=rooms.values("school_id"))


def sendable_letters(user: Any, language: str = "zh-hans") -> QuerySet[LetterPage]:
    """Published letters of one's own schools, in Chinese; translations travel with them.

    `shown` is the title in the reader's language, where there is one.
    """
    spoken = LetterPage.objects.live().filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    )
    return (
        letters_of_schools(schools_to_send_in(user))
        .annotate(shown=Coalesce(Subquery(spoken.values("title")[:1]), F("title")))
        .order_by("-last_published_at")
    )


def letters_of_schools(schools: Any) -> QuerySet[LetterPage]:
    """The published letters of these schools, in Chinese."""
    sections = SectionPage.objects.filter(school__in=schools, locale__language_code="zh-hans")
    return LetterPage.objects.live().filter(
        _under(sections.values_list("path", flat=True)), live_revision__isnull=False
    )


def school_of(letter: LetterPage) -> School:
    """The school whose section the letter stands in."""
    return School.objects.get(pk=SectionPage.objects.ancestor_of(letter).get().school_id)


def send_classes(user: Any, letter: LetterPage) -> QuerySet[Classroom]:
    """The classes to which this person may send this letter: those of the letter's school, for an
    official those of its district."""
    section = SectionPage.objects.ancestor_of(letter).select_related("school").first()
    rooms = policy.visible(user, Permission.LETTER_SEND, Classroom.objects.select_related("school"))
    if section is None:
        return rooms.none()
    if section.school.district_id in policy.units(user, Permission.LETTER_SEND).districts:
        return rooms.filter(district_id=section.school.district_id)
    return rooms.filter(school_id=section.school_id)


def _under(paths: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__startswith=path)
    return found
