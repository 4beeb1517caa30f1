"""A school's copies of lessons: which there are, what is new at their origin, which pages are due."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Page

from lessons.models import GuidePage, LessonPage, QuizPage, SectionPage
from lessons.rules import differing
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from . import compared

# What a colleague reads; what belongs to the copy itself (its dates, its readers) is not compared.
FIELDS = (
    "title",
    "lead",
    "grade_from",
    "grade_to",
    "competency",
    "lesson_type",
    "minutes",
    "outcomes",
    "materials",
    "body",
    "sources",
)
BESIDE = ("credit", "edition", "review_on")
SOON = timedelta(days=30)
KINDS = (LessonPage, GuidePage, QuizPage)


@dataclass(frozen=True)
class Change:
    """One field that is new at the origin; `ours` says that the school has changed it too."""

    name: str
    label: str
    lines: list[differing.Line]
    pictures: list[tuple[compared.Picture | None, compared.Picture | None]]
    ours: bool


def of_school(lesson: LessonPage, section: SectionPage) -> QuerySet[LessonPage]:
    """This school's copy of a lesson, in the language of that corner."""
    return LessonPage.objects.child_of(section).filter(origin=lesson)


def writing_schools(user: Any) -> QuerySet[School]:
    """Schools in whose corner this person writes: her own, for an official those of her district."""
    units = policy.units(user, Permission.LESSON_WRITE)
    reached = Q(pk__in=units.schools) | Q(district__in=units.districts)
    corners = SectionPage.objects.values("school")
    return School.objects.filter(reached, pk__in=corners).order_by("code")


def own_copy(user: Any, page_id: int) -> LessonPage:
    """A copy in a corner where this person writes, or Absent."""
    page = LessonPage.objects.filter(pk=page_id, origin__isnull=False).first()
    if page is None or not _corners(user).ancestor_of(page).exists():
        raise Absent
    return page


def is_behind(page: LessonPage) -> bool:
    """Whether a newer version of its origin was published."""
    origin = page.origin
    return bool(
        origin
        and origin.live
        and origin.live_revision_id
        and page.origin_revision_id
        and origin.live_revision_id != page.origin_revision_id
    )


def may_catch_up(user: Any, page: LessonPage) -> bool:
    """Whether this reader could take something over from a newer original."""
    if not user.is_authenticated or not is_behind(page):
        return False
    writes = policy.holds(user, Permission.LESSON_WRITE)
    return writes and _corners(user).ancestor_of(page).exists()


def news(page: LessonPage) -> list[Change]:
    """Field by field what the origin says otherwise than when it was taken."""
    taken, origin = page.origin_revision, page.origin
    if taken is None or origin is None or not is_behind(page):
        return []
    then, now = taken.as_object(), origin.live_revision.as_object()
    ours = page.get_latest_revision_as_object()
    found = []
    for name in FIELDS:
        said, seen = (
            [read(each, name) for each in (then, now, ours)]
            for read in (compared.words, compared.pictures)
        )
        before, after, mine = zip(said, seen, strict=True)
        if before != after:
            label = str(LessonPage._meta.get_field(name).verbose_name)
            lines, pictures = differing.lines(*said[:2]), differing.pairs(*seen[:2])
            found.append(Change(name, label, lines, pictures, mine not in (before, after)))
    return found


def pages_to_mind(user: Any, language: str, today: date, *, show: str = "") -> QuerySet[Page]:
    """Pages of one's own corners, and for an official the whole shelf: due for another look, with
    news at their origin, or all of them."""
    mine = Q(pk__in=[])
    for section in _corners(user):
        mine |= Q(path__startswith=section.path)
    if policy.units(user, Permission.LESSON_WRITE).districts:
        mine |= Q(depth=4) & ~Q(path__in=SectionPage.objects.values("path"))
    origin = "lessonpage__origin"
    new = Q(**{f"{origin}__live": True, f"{origin}__live_revision__isnull": False}) & ~Q(
        **{f"{origin}__live_revision": F("lessonpage__origin_revision")}
    )
    rows = (
        Page.objects.type(*KINDS)
        .filter(mine, locale__language_code=language)
        .annotate(
            review=Coalesce("lessonpage__review_on", "guidepage__review_on", "quizpage__review_on"),
            behind=Case(When(new, then=True), default=Value(False), output_field=BooleanField()),
        )
    )
    if show == "new":
        rows = rows.filter(behind=True)
    elif show != "all":
        rows = rows.filter(live=True, review__lte=today + SOON)
    return rows.select_related("content_type").order_by(F("review").asc(nulls_last=True), "title")


def _corners(user: Any) -> QuerySet[SectionPage]:
    units = [
        policy.units(user, verb) for verb in (Permission.LESSON_WRITE, Permission.LESSON_REVIEW)
    ]
    reached = Q(pk__in=[])
    for each in units:
        reached |= Q(school__in=each.schools) | Q(school__district__in=each.districts)
    return SectionPage.objects.filter(reached)
