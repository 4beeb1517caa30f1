"""Published pages: lessons for everybody, letters for those who may send them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from lessons.choices import Competency, GradeBand, LessonType
from lessons.models import LessonPage, LetterPage, SectionPage
from lessons.rules import finding
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import Classroom, School

MINUTES = ("15", "25", "40")


def published_lessons(
    language: str,
    *,
    band: str = "",
    theme: str = "",
    kind: str = "",
    minutes: str = "",
    words: str = "",
) -> QuerySet[LessonPage]:
    """Live lessons of one language; what was asked for in words comes best first."""
    found = LessonPage.objects.live().public().filter(locale__language_code=language, alias_of=None)
    if band in GradeBand.values:
        first, last = GradeBand(band).grades
        found = found.filter(grade_from__lte=last, grade_to__gte=first)
    if theme in Competency.values:
        found = found.filter(competency=theme)
    if kind in LessonType.values:
        found = found.filter(lesson_type=kind)
    if minutes in MINUTES:
        short = Q(short_total__gt=0, short_total__lte=int(minutes))
        found = found.filter(Q(minutes__lte=int(minutes)) | short)
    if wanted := finding.pieces(words):
        return _answering(found, wanted)
    return found.order_by("grade_from", "title")


def _answering(found: QuerySet[LessonPage], wanted: list[finding.Piece]) -> QuerySet[LessonPage]:
    """Those with most of the pieces; a piece in the title counts more."""
    there = [_has(piece, "found_title") + _has(piece, "found_text") for piece in wanted]
    close = [3 * _has(piece, "found_title") for piece in wanted]
    counted = found.annotate(
        pieces=sum((_one(piece) for piece in wanted), Value(0)),
        closeness=sum((*there, *close), Value(0)),
    ).filter(pieces__gte=finding.enough(len(wanted)))
    return counted.order_by("-pieces", "-closeness", "grade_from", "title")


def _has(piece: finding.Piece, *fields: str) -> Case:
    asked = Q(pk__in=[])
    for field in fields:
        for form in piece.forms:
            asked |= Q(**{f"{field}__contains": form})
    return Case(When(asked, then=1), default=0, output_field=IntegerField())


def _one(piece: finding.Piece) -> Case:
    return _has(piece, "found_title", "found_text")


def lesson_to_read(language: str, page_id: int) -> LessonPage:
    """A published lesson of that language, or Absent."""
    found = published_lessons(language).filter(pk=page_id).first()
    if found is None:
        raise Absent
    return found


def lessons_on_shelf() -> QuerySet[LessonPage]:
    """Live lessons of every language."""
    return LessonPage.objects.live().public().filter(alias_of=None)


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
