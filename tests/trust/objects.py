"""Every kind of thing that stands in a URL, and the plain facts of each row that decide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.utils import timezone


@dataclass(frozen=True)
class Facts:
    """Where a row belongs and whose it is; empty where the kind has no such side."""

    kwargs: dict[str, Any]
    district: UUID | None = None
    school: UUID | None = None
    room: UUID | None = None
    student: UUID | None = None
    people: frozenset[Any] = frozenset()
    owner: Any = None
    guardian: Any = None
    closed_for: frozenset[str] = frozenset()  # scopes to which its state closes it


# A provider sees nothing before it is sent and after it ended; a family never sees a refusal.
REFERRAL_CLOSED = {
    "draft": frozenset("ig"),
    "refused": frozenset("igko"),
    "revoked": frozenset("igko"),
    "expired": frozenset("igko"),
    "done": frozenset("ig"),
}


def _rows(label: str, *joins: str) -> Any:
    rows = apps.get_model(label).objects.order_by("pk")
    return rows.select_related(*joins) if joins else rows


def _room(label: str) -> Callable[[], Iterable[Facts]]:
    def facts() -> Iterable[Facts]:
        for row in _rows(label):
            yield Facts({"pk": row.pk}, row.district_id, row.school_id, row.pk)

    return facts


def _school(label: str) -> Callable[[], Iterable[Facts]]:
    return lambda: (Facts({"pk": row.pk}, row.district_id, row.school_id) for row in _rows(label))


def _notices() -> Iterable[Facts]:
    for row in _rows("notices.notice"):
        yield Facts({"pk": row.pk}, owner=row.user_id)


def _students() -> Iterable[Facts]:
    for row in _rows("schools.student"):
        yield Facts(
            {"student_id": row.pk}, row.district_id, row.school_id, row.classroom_id, row.pk
        )


def _ties() -> Iterable[Facts]:
    for row in _rows("schools.guardianship", "student"):
        child = row.student
        yield Facts(
            {"student_id": child.pk, "guardian_id": row.guardian_id},
            child.district_id, child.school_id, child.classroom_id, child.pk,
        )  # fmt: skip


def _decisions() -> Iterable[Facts]:
    for row in _rows("schools.student"):
        yield Facts(
            {"student_id": row.pk, "purpose": "screening"},
            row.district_id, row.school_id, row.classroom_id, row.pk, owner=row.user_id,
        )  # fmt: skip


def _cases() -> Iterable[Facts]:
    for row in _rows("interventions.case"):
        yield Facts({"pk": row.pk}, row.district_id, row.school_id, None, row.student_id)


def _exports() -> Iterable[Facts]:
    for row in _rows("interventions.caseexport"):
        yield Facts({"pk": row.pk}, row.district_id, row.school_id, None, row.student_id)


def _aftercare() -> Iterable[Facts]:
    for row in _rows("interventions.aftercarecheck", "case"):
        case = row.case
        yield Facts({"pk": row.pk}, row.district_id, case.school_id, None, case.student_id)


def _feedback() -> Iterable[Facts]:
    """Asked for a month after the end, where the family had read along."""
    month = timezone.now() - timedelta(days=30)
    for row in _rows("interventions.case", "student", "plan"):
        plan = getattr(row, "plan", None)
        asked = row.status == "closed" and row.closed_at > month and row.outcome != "moved"
        open_now = asked and plan is not None and plan.family_shared_at is not None
        yield Facts(
            {"pk": row.pk}, row.district_id, row.school_id, None, row.student_id,
            owner=row.student.user_id, closed_for=frozenset("" if open_now else "ok"),
        )  # fmt: skip


def _concerns(*, matched: bool) -> Callable[[], Iterable[Facts]]:
    def facts() -> Iterable[Facts]:
        for row in _rows("interventions.concern"):
            closed = frozenset("" if bool(row.student_id) == matched else "s")
            place = (row.district_id, row.school_id, None, row.student_id)
            yield Facts({"pk": row.pk}, *place, closed_for=closed)

    return facts


def _plans() -> Iterable[Facts]:
    for row in _rows("interventions.plan", "case__student"):
        case = row.case
        yield Facts(
            {"pk": row.pk}, row.district_id, case.school_id, None, case.student_id,
            owner=case.student.user_id,
        )  # fmt: skip


def _tasks() -> Iterable[Facts]:
    for row in _rows("interventions.task"):
        yield Facts(
            {"pk": row.pk}, row.district_id, None, None, row.student_id,
            people=frozenset({row.assignee_id}),
        )  # fmt: skip


def _providers() -> Iterable[Facts]:
    for row in _rows("interventions.provider"):
        staff = row.staff.values_list("user_id", flat=True)
        yield Facts({"pk": row.pk}, row.district_id, people=frozenset(staff))


def _referrals() -> Iterable[Facts]:
    for row in _rows("interventions.referral", "provider", "student"):
        staff = row.provider.staff.values_list("user_id", flat=True)
        yield Facts(
            {"pk": row.pk}, row.district_id, row.school_id, None, row.student_id,
            people=frozenset(staff),
            owner=row.student.user_id,
            closed_for=REFERRAL_CLOSED.get(row.status, frozenset()),
        )  # fmt: skip


def _access_slips() -> Iterable[Facts]:
    for row in _rows("interventions.accessslip"):
        yield Facts(
            {"pk": row.pk}, row.district_id, row.school_id, None, row.student_id,
            owner=row.asked_by_id,
            closed_for=frozenset("s" if row.outside else "d"),  # whose lead asks goes outside
        )  # fmt: skip


def _safety_events() -> Iterable[Facts]:
    now = timezone.now()
    for row in _rows("interventions.safetyevent"):
        seats = row.seats.exclude(reader=None)
        part = {
            seat.reader_id
            for seat in seats
            if seat.until is None or seat.until > now or row.holder_id == seat.reader_id
        }
        yield Facts(
            {"pk": row.pk}, row.district_id, row.school_id, None, row.student_id,
            people=frozenset(part),
        )  # fmt: skip


def _sibling_links() -> Iterable[Facts]:
    for row in _rows("interventions.siblinglink", "case"):
        yield Facts(
            {"pk": row.pk}, row.district_id, row.case.school_id, student=row.case.student_id
        )


def _mandatory_reports() -> Iterable[Facts]:
    """The district reads one that was made."""
    for row in _rows("interventions.mandatoryreport"):
        closed = frozenset() if row.status == "made" else frozenset("d")
        yield Facts(
            {"pk": row.pk},
            row.district_id,
            row.school_id,
            student=row.student_id,
            closed_for=closed,
        )


def _safety_plans() -> Iterable[Facts]:
    for row in _rows("interventions.safetyplan", "case__student"):
        case = row.case
        later = case.safety_plans.filter(version__gt=row.version).exists()
        over = later or case.closed_at is not None
        closed = "ko" if over else ("" if row.shared else "k")
        yield Facts(
            {"pk": row.pk}, row.district_id, case.school_id, None, case.student_id,
            owner=case.student.user_id, closed_for=frozenset(closed),
        )  # fmt: skip


def _meetings() -> Iterable[Facts]:
    """The lead reads what she is asked to sign, nothing else of it."""
    for row in _rows("interventions.casemeeting", "case"):
        hers = row.signed_at is not None and bool(row.decides)
        yield Facts(
            {"pk": row.pk}, row.district_id, row.case.school_id, None, row.case.student_id,
            closed_for=frozenset("" if hers else "s"),
        )  # fmt: skip


def _visits() -> Iterable[Facts]:
    """One guardian is asked; not after the day, not once it was made, never while a hold stands."""
    yesterday = timezone.now() - timedelta(days=1)
    for row in _rows("interventions.homevisit", "case", "guardian"):
        ties = apps.get_model("schools.guardianship").objects.filter(student=row.case.student_id)
        untold = row.case.contacts.filter(protective=True).exists()
        over = row.status in {"done", "cancelled"} or row.starts_at < yesterday
        closed = over or untold or ties.exclude(held_at=None).exists() or row.case.closed_at
        yield Facts(
            {"pk": row.pk}, row.district_id, row.case.school_id, None, row.case.student_id,
            guardian=row.guardian.user_id, closed_for=frozenset("a" if closed else ""),
        )  # fmt: skip


def _talks() -> Iterable[Facts]:
    """One guardian is asked, while a time is ahead and nobody asked to wait with telling home."""
    for row in _rows("interventions.familytalk", "case", "guardian"):
        over = row.status in {"held", "cancelled"} or row.last_slot_at < timezone.now()
        closed = over or row.case.contacts.filter(protective=True).exists() or row.case.closed_at
        yield Facts(
            {"pk": row.pk}, row.district_id, row.case.school_id, None, row.case.student_id,
            guardian=row.guardian.user_id, closed_for=frozenset("a" if closed else ""),
        )  # fmt: skip


def _agreements() -> Iterable[Facts]:
    for row in _rows("interventions.homeagreement", "case__student"):
        case = row.case
        later = case.agreements.filter(version__gt=row.version).exclude(shared_at=None).exists()
        over = later or row.shared_at is None or case.closed_at is not None
        yield Facts(
            {"pk": row.pk}, row.district_id, case.school_id, None, case.student_id,
            owner=case.student.user_id, closed_for=frozenset("ko" if over else ""),
        )  # fmt: skip


def _shifts() -> Iterable[Facts]:
    for row in _rows("interventions.dutyshift").filter(removed_at=None):
        yield Facts(
            {"pk": row.pk}, row.district_id, row.school_id, people=frozenset({row.person_id})
        )


def _absences() -> Iterable[Facts]:
    for row in _rows("interventions.absence").filter(ended_at=None):
        yield Facts({"pk": row.pk}, row.district_id, row.school_id, owner=row.person_id)


def _counselors() -> Iterable[Facts]:
    for row in _rows("access.roleassignment", "user").filter(role="co", until=None):
        if row.user.is_active:
            yield Facts({"pk": row.user_id}, row.district_id, row.school_id)


def _instruments() -> Iterable[Facts]:
    for row in _rows("surveys.instrumentversion", "instrument").exclude(instrument__district=None):
        yield Facts({"pk": row.pk}, row.instrument.district_id)


def _waves() -> Iterable[Facts]:
    for row in _rows("surveys.wave"):
        yield Facts({"pk": row.pk}, row.district_id, row.school_id)


def _slips() -> Iterable[Facts]:
    for row in _rows("surveys.invitation", "wave"):
        yield Facts({"slip": row.pk}, row.district_id, row.wave.school_id, None, row.student_id)


def _responses() -> Iterable[Facts]:
    for row in _rows("surveys.response", "wave"):
        read = row.path == "screening" and row.withdrawn_at is None  # the quiet task never is
        quiet = frozenset("" if read else "c")
        yield Facts(
            {"pk": row.pk}, row.district_id, row.wave.school_id, None, row.student_id,
            closed_for=quiet,
        )  # fmt: skip


def _talk_invitations() -> Iterable[Facts]:
    for row in _rows("surveys.talkinvite", "wave"):
        yield Facts({"pk": row.pk}, row.district_id, row.wave.school_id, None, row.student_id)


def _dispatches() -> Iterable[Facts]:
    for row in _rows("lessons.dispatch"):
        yield Facts(
            {"dispatch_id": row.pk}, row.district_id, row.school_id, row.classroom_id,
            owner=row.sent_by_id,
        )  # fmt: skip


def _scans() -> Iterable[Facts]:
    for row in _rows("lessons.slipscan", "pile"):
        yield Facts({"scan_id": row.pk}, row.district_id, row.pile.school_id)


def _taught(label: str, key: str = "pk", **more: Any) -> Callable[[], Iterable[Facts]]:
    def facts() -> Iterable[Facts]:
        for row in _rows(label):
            yield Facts({key: row.pk, **more}, row.district_id, row.school_id, row.classroom_id)

    return facts


def _made(label: str) -> Callable[[], Iterable[Facts]]:
    def facts() -> Iterable[Facts]:
        for row in _rows(label):
            line = getattr(row, "outreach", row)
            yield Facts({"pk": row.pk}, line.district_id, line.school_id, owner=line.made_by_id)

    return facts


def _letters() -> Iterable[Facts]:
    for row in _rows("lessons.personalletter", "guardian"):
        yield Facts(
            {"letter_id": row.pk}, row.district_id, None, None, row.student_id,
            guardian=row.guardian.user_id,
            closed_for=frozenset("" if row.answered_at else "r"),
        )  # fmt: skip


def _publications() -> Iterable[Facts]:
    for row in _rows("reports.publication"):
        yield Facts({"pk": row.pk}, row.district_id)


KINDS: dict[str, Callable[[], Iterable[Facts]]] = {
    "room": _room("schools.classroom"),
    "notice": _notices,
    "book": _school("lessons.bookexport"),
    "student": _students,
    "tie": _ties,
    "decision": _decisions,
    "case": _cases,
    "export": _exports,
    "aftercare": _aftercare,
    "feedback": _feedback,
    "concern": _concerns(matched=False),
    "matched concern": _concerns(matched=True),
    "plan": _plans,
    "task": _tasks,
    "provider": _providers,
    "referral": _referrals,
    "access slip": _access_slips,
    "safety event": _safety_events,
    "mandatory report": _mandatory_reports,
    "sibling link": _sibling_links,
    "safety plan": _safety_plans,
    "meeting": _meetings,
    "visit": _visits,
    "family talk": _talks,
    "agreement": _agreements,
    "shift": _shifts,
    "absence": _absences,
    "counselor": _counselors,
    "instrument": _instruments,
    "wave": _waves,
    "slip": _slips,
    "response": _responses,
    "talk invitation": _talk_invitations,
    "dispatch": _dispatches,
    "scan": _scans,
    "delivery": _taught("lessons.deliveryrecord", "delivery_id"),
    "quiz": _taught("lessons.quizrun"),
    "quiz time": _taught("lessons.quizrun", phase="before"),
    "programme": _made("lessons.programme"),
    "outreach": _made("lessons.outreach"),
    "parent session": _made("lessons.parentsession"),
    "letter": _letters,
    "publication": _publications,
}


def absent(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The same address for something that is not there."""
    return {name: uuid4() if isinstance(part, UUID) else part for name, part in kwargs.items()}
