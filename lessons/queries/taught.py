"""Which classes were taught what, and who missed it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from lessons.models import Absence, DeliveryRecord, LessonPage
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Student

CHINESE = "zh-hans"
ANSWERS = 3  # hands counted where the exit ticket offers no options of its own


def deliveries(user: Any, language: str = CHINESE) -> QuerySet[DeliveryRecord]:
    """Records of the classes this person teaches, or of the whole school, newest first.

    `shown` is the title in the reader's language; `away` counts who still has to be told.
    """
    own = policy.visible(user, Permission.DELIVERY_WRITE, DeliveryRecord.objects.all())
    school = policy.visible(user, Permission.DELIVERY_READ, DeliveryRecord.objects.all())
    waiting = Absence.objects.filter(delivery=OuterRef("pk"), caught_up_at=None)
    return (
        (own | school)
        .select_related("classroom__school", "taught_by")
        .annotate(
            shown=Coalesce(spoken(language), F("lesson_title")),
            away=Subquery(
                waiting.order_by().values("delivery").annotate(n=Count("pk")).values("n")
            ),
        )
    )


def spoken(language: str, column: str = "title", *, path: str = "lesson_page") -> Subquery:
    """A column of the page in this language, for the lesson that `path` names."""
    original = LessonPage.objects.filter(pk=OuterRef(OuterRef(path)))
    pages = LessonPage.objects.filter(
        locale__language_code=language,
        translation_key=Subquery(original.values("translation_key")[:1]),
    )
    return Subquery(pages.values(column)[:1])


def delivery_for(user: Any, delivery_id: UUID, language: str = CHINESE) -> DeliveryRecord:
    """One of them, or Absent."""
    found = deliveries(user, language).filter(pk=delivery_id).first()
    if found is None:
        raise Absent
    return found


def taught_classes(user: Any) -> QuerySet[Classroom]:
    """Classes for which this person may record a lesson."""
    return policy.visible(user, Permission.DELIVERY_WRITE, Classroom.objects.all())


def own_delivery(user: Any, delivery_id: UUID) -> DeliveryRecord:
    """A record of one's own class, or Absent."""
    return policy.get(user, Permission.DELIVERY_WRITE, DeliveryRecord.objects.all(), pk=delivery_id)


def may_change(user: Any, delivery: DeliveryRecord) -> bool:
    """Whether it is of one's own class: only then do names show."""
    return taught_classes(user).filter(pk=delivery.classroom_id).exists()


def children(classroom: Classroom) -> QuerySet[Student]:
    """Who sits in this class now."""
    return Student.objects.filter(classroom=classroom, status=StudentStatus.ACTIVE)


def class_lists(rooms: Iterable[Classroom]) -> list[tuple[Classroom, list[Student]]]:
    """Each class with its children; two queries."""
    rooms = list(rooms)
    found: dict[Any, list[Student]] = {room.pk: [] for room in rooms}
    for child in Student.objects.filter(classroom__in=rooms, status=StudentStatus.ACTIVE):
        found[child.classroom_id].append(child)
    return [(room, found[room.pk]) for room in rooms]


def waiting_absences(
    user: Any, ids: Iterable[str] | None = None, language: str = CHINESE
) -> QuerySet[Absence]:
    """Children of one's own classes who missed a lesson and were not told yet.

    Whoever moved to another class or left is looked after there.
    """
    rows = policy.visible(user, Permission.DELIVERY_WRITE, Absence.objects.all()).filter(
        Q(student__classroom=F("delivery__classroom")),
        caught_up_at=None,
        student__status=StudentStatus.ACTIVE,
    )
    if ids is not None:
        rows = rows.filter(pk__in=[each for each in ids if each.isdecimal()])
    title = spoken(language, path="delivery__lesson_page")
    rows = rows.annotate(shown=Coalesce(title, F("delivery__lesson_title")))
    return rows.select_related("student", "delivery__classroom").order_by(
        "delivery__classroom", "-delivery__taught_on", "student__number", "pk"
    )


def in_chinese[Shown: Page](page: Shown) -> Shown:
    """The page a lesson, guide or set is remembered by: the Chinese one, where there is one."""
    found: Shown | None = (
        type(page)
        ._default_manager.filter(
            translation_key=page.translation_key, locale__language_code=CHINESE
        )
        .first()
    )
    return found or page


def exit_question(delivery: DeliveryRecord, language: str) -> tuple[str, list[str]]:
    """The question at the door and its options, where the lesson still stands and has any."""
    original = LessonPage.objects.filter(pk=delivery.lesson_page).first()
    if original is None:
        return "", []
    page = original
    if language != CHINESE:
        page = (
            LessonPage.objects.filter(
                translation_key=original.translation_key, locale__language_code=language
            ).first()
            or original
        )
    for block in page.body:
        if block.block_type == "exit_ticket":
            return block.value["question"], [str(o) for o in block.value.get("options") or ()]
    return "", []
