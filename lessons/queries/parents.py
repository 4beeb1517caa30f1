"""Parents' evenings: which there are, who came, and how many; names only where the policy says."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lessons.choices import OutreachState
from lessons.models import GuidePage, ParentSession, ParentSignIn
from school_safety.access import policy
from school_safety.access.holdings import children_of
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority, StudentStatus
from school_safety.schools.models import Classroom, School, Student

from .taught import CHINESE


def sessions(user: Any, language: str = CHINESE) -> QuerySet[ParentSession]:
    """Of one's own school; an official's whole district. `shown` is the topic in this language."""
    rows = policy.visible(user, Permission.PROGRAMME_READ, ParentSession.objects.all())
    homes = {each.school_id for each in policy.roles_of(user) if each.school_id}
    if not policy.units(user, Permission.PROGRAMME_WRITE).districts:
        rows = rows.filter(outreach__school__in=homes)
    return _shown(rows, language)


def session(user: Any, pk: UUID, language: str = CHINESE) -> ParentSession:
    """One of them, or Absent."""
    found = sessions(user, language).filter(pk=pk).first()
    if found is None:
        raise Absent
    return found


def own_session(user: Any, pk: UUID) -> ParentSession:
    """One that this person may change, or Absent."""
    rows = ParentSession.objects.select_related("outreach__school", "outreach__district")
    return policy.get(user, Permission.PROGRAMME_WRITE, rows, pk=pk)


def may_write(user: Any, row: ParentSession) -> bool:
    """Whether this person may change it."""
    rows = policy.visible(user, Permission.PROGRAMME_WRITE, ParentSession.objects.all())
    return rows.filter(pk=row.pk).exists()


def may_count(user: Any, row: ParentSession) -> bool:
    """Whether this person may know how many came."""
    read = policy.visible(user, Permission.DELIVERY_READ, ParentSession.objects.all())
    return may_write(user, row) or read.filter(pk=row.pk).exists()


def came(row: ParentSession) -> int:
    """Heads: a parent with two children here is one, a family ticked by its teacher is one."""
    found = row.sign_ins.aggregate(
        known=Count("guardian", distinct=True), ticked=Count("pk", filter=Q(guardian=None))
    )
    return int(found["known"] + found["ticked"])


def planning_schools(user: Any) -> QuerySet[School]:
    """Where this person may plan one."""
    units = policy.units(user, Permission.PROGRAMME_WRITE)
    reached = Q(pk__in=units.schools) | Q(district__in=units.districts)
    return School.objects.filter(reached).select_related("district").order_by("code")


def rooms_to_tick(user: Any, row: ParentSession) -> QuerySet[Classroom]:
    """Classes invited whose families this person may know."""
    return policy.visible(user, Permission.GUARDIAN_READ, _invited_rooms(row)).order_by(
        "grade", "number"
    )


def room_to_tick(user: Any, row: ParentSession, room: UUID) -> Classroom:
    """One of them, or Absent."""
    return policy.get(user, Permission.GUARDIAN_READ, _invited_rooms(row), pk=room)


def families(row: ParentSession, room: Classroom) -> list[tuple[Student, list[ParentSignIn]]]:
    """Child by child, and who came for her; two queries."""
    found: dict[Any, list[ParentSignIn]] = {}
    signed = row.sign_ins.filter(student__classroom=room).select_related("guardian")
    for each in signed:
        found.setdefault(each.student_id, []).append(each)
    return [(child, found.get(child.pk, [])) for child in children_in(room)]


def children_in(room: Classroom) -> QuerySet[Student]:
    """Who sits in this class now, by number."""
    children = Student.objects.filter(classroom=room, status=StudentStatus.ACTIVE)
    return children.order_by("number", "pk")


def at_the_door(user: Any, code: str, language: str = CHINESE) -> tuple[ParentSession, list[Any]]:
    """The evening behind a code and this guardian's children who are invited, or Absent.

    A tie that is held looks exactly like no tie.
    """
    row = _shown(ParentSession.objects.filter(code=code), language).first()
    if row is None:
        raise Absent
    mine = Student.objects.filter(
        pk__in=children_of(user, Authority.FULL, Authority.LIMITED),
        classroom__in=_invited_rooms(row),
        status=StudentStatus.ACTIVE,
    )
    children = list(mine.select_related("classroom").order_by("number", "pk"))
    if not children:
        raise Absent
    return row, children


def for_families(user: Any, today: date, language: str = CHINESE) -> QuerySet[ParentSession]:
    """What is to come at the schools of this guardian's children."""
    mine = Student.objects.filter(
        pk__in=children_of(user, Authority.FULL, Authority.LIMITED), status=StudentStatus.ACTIVE
    )
    asked = Q(pk__in=[])
    for school, grade in mine.values_list("school_id", "classroom__grade").distinct():
        asked |= Q(outreach__school=school, grade_from__lte=grade or 0, grade_to__gte=grade or 0)
    rows = ParentSession.objects.filter(
        asked, outreach__held_on__gte=today, closed_at=None
    ).exclude(outreach__state=OutreachState.CANCELLED)
    return _shown(rows, language).order_by("outreach__held_on", "begins_at")


def guide_of(row: ParentSession, language: str) -> GuidePage | None:
    """What it is about, in this language where there is one."""
    original = GuidePage.objects.live().filter(pk=row.guide_page).first()
    if original is None:
        return None
    spoken = GuidePage.objects.live().filter(
        translation_key=original.translation_key, locale__language_code=language
    )
    return spoken.first() or original


def _invited_rooms(row: ParentSession) -> QuerySet[Classroom]:
    sitting = Student.objects.filter(classroom=OuterRef("pk"), status=StudentStatus.ACTIVE)
    return Classroom.objects.filter(
        Exists(sitting),
        school_id=row.outreach.school_id,
        grade__gte=row.grade_from,
        grade__lte=row.grade_to,
    )


def _shown(rows: QuerySet[ParentSession], language: str) -> QuerySet[ParentSession]:
    original = GuidePage.objects.filter(pk=OuterRef(OuterRef("guide_page")))
    title = GuidePage.objects.filter(
        locale__language_code=language,
        translation_key=Subquery(original.values("translation_key")[:1]),
    ).values("title")[:1]
    return rows.select_related("outreach__school", "outreach__district").annotate(
        shown=Coalesce(Subquery(title), F("outreach__topic"))
    )
