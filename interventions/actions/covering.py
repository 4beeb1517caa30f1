"""Somebody is away, somebody stands in: a live, dated grant to the caseload that ends by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import Absence, Case
from interventions.queries import absences
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.audit.events import Event
from school_safety.audit.events import help_queue as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.notices.outbox import post
from school_safety.schools.models import School

LONGEST = timedelta(days=180)
REASON = "cover"


def case_basis(case: Case) -> str:
    """What a caseload grant rests on, her own and her cover's."""
    return f"case:{case.pk}"


@transaction.atomic(durable=True)
def write_absence(
    *, person: Any, cover: Any, first_on: date, last_on: date, by: Any, at: datetime
) -> Absence:
    """Who is away from when to when, and who stands in; without a cover the alarm rings."""
    school_id = absences.school_of(person, by, at)
    if school_id is None:
        raise Invalid(fields={"person": "not_a_counselor_here"})
    _check_days(first_on, last_on, at)
    if absences.overlapping([person], first_on, last_on).exists():
        raise Invalid(fields={"first_on": "already_away"})
    row = Absence(
        school=School.objects.select_for_update(no_key=True).get(pk=school_id),
        person=person, first_on=first_on, last_on=last_on, made_by=by, made_at=at,
    )  # fmt: skip
    row.district_id = row.school.district_id
    _check_cover(row, cover, by, at)
    row.cover = cover
    row.save()
    _remember(events.ABSENCE_WRITTEN, row, by=by, at=at)
    _tell(row, at=at)
    _begin(row, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def name_cover(*, absence: Absence, cover: Any, by: Any, at: datetime) -> Absence:
    """Somebody else stands in from now on; the one before loses the access at once."""
    row = _locked(absence)
    if cover is None or cover.pk == row.cover_id:
        raise Invalid(fields={"cover": "same_person" if cover else "required"})
    _check_cover(row, cover, by, at)
    _end_access(row, by=by, at=at)
    row.cover, row.began_at, row.made_by = cover, None, by
    row.save()
    _remember(events.COVER_NAMED, row, by=by, at=at)
    _tell(row, at=at)
    _begin(row, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def end_absence(*, absence: Absence, by: Any, at: datetime) -> Absence:
    """She is back: the cover's access ends with the next request."""
    row = _locked(absence)
    _end(row, by=by, at=at)
    return row


def turn_over(*, at: datetime) -> int:
    """Begin and end what the calendar says; run again, nothing changes."""
    today = timezone.localdate(at)
    due = absences.STANDING.filter(began_at=None, first_on__lte=today, cover__isnull=False)
    over = absences.STANDING.filter(last_on__lt=today)
    ids = {*due.values_list("pk", flat=True), *over.values_list("pk", flat=True)}
    return sum(_turn(pk, today, at=at) for pk in ids)


@transaction.atomic(durable=True)
def _turn(pk: Any, today: date, *, at: datetime) -> bool:
    row = _locked(Absence(pk=pk))
    if row.last_on < today:
        _end(row, by=None, at=at)
        return True
    return _begin(row, by=None, at=at)


def stand_in(case: Case, *, by: Any, at: datetime) -> None:
    """A case given to somebody who is away opens for her cover as well."""
    row = absences.cover_of(case.owner_id, case.school_id, at)  # type: ignore[arg-type]  # just given
    if row is not None:
        _grant(row, case, by=by, at=at)


def _begin(row: Absence, *, by: Any, at: datetime) -> bool:
    if row.began_at is not None or row.cover is None or not row.cover.is_active:
        return False
    if not row.first_on <= timezone.localdate(at) <= row.last_on:
        return False
    for case in absences.to_cover(row.person_id, row.school_id):
        _grant(row, case, by=by, at=at)
    row.began_at = at
    row.save(update_fields=["began_at"])
    _remember(events.COVER_BEGAN, row, by=by, at=at)
    return True


def _grant(row: Absence, case: Case, *, by: Any, at: datetime) -> None:
    ends = datetime.combine(row.last_on, time(0), timezone.get_current_timezone())
    grant(
        user=row.cover,
        student=case.student,
        kind=GrantKind.CASELOAD,
        basis=case_basis(case),
        reason=REASON,
        approver=row.made_by,
        by=by,
        at=at,
        until=ends + timedelta(days=1),
        school_id=case.school_id,
    )


def _end(row: Absence, *, by: Any, at: datetime) -> None:
    _end_access(row, by=by, at=at)
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    _remember(events.ABSENCE_ENDED, row, by=by, at=at)


def _end_access(row: Absence, *, by: Any, at: datetime) -> None:
    if row.cover is not None:
        for case in absences.to_cover(row.person_id, row.school_id):
            end_grants(basis=case_basis(case), user=row.cover, by=by, at=at)


def _locked(absence: Absence) -> Absence:
    rows = Absence.objects.select_for_update(of=("self",)).select_related(
        "school", "person", "cover", "made_by"
    )
    row = rows.get(pk=absence.pk)
    if row.ended_at is not None:
        raise NotNow("absence_over")
    return row


def _check_days(first_on: date, last_on: date, at: datetime) -> None:
    if last_on < first_on or last_on - first_on > LONGEST:
        raise Invalid(fields={"last_on": "days_wrong"})
    if last_on < timezone.localdate(at):
        raise Invalid(fields={"last_on": "in_the_past"})


def _check_cover(row: Absence, cover: Any, by: Any, at: datetime) -> None:
    """A counselor of this school who can sign in, who is there in those days, and not by herself."""
    if cover is None:
        return
    if not absences.candidates(row.person, row.school_id, at).filter(pk=cover.pk).exists():
        raise Invalid(fields={"cover": "not_a_counselor_here"})
    if absences.overlapping([cover], row.first_on, row.last_on).exists():
        raise Invalid(fields={"cover": "also_away"})
    if by.pk == cover.pk:
        raise Invalid(fields={"cover": "not_oneself"})


def _tell(row: Absence, *, at: datetime) -> None:
    if row.cover is not None:
        post(
            "cover_named",
            to=row.cover,
            about_kind=row._meta.label_lower,
            about_id=str(row.pk),
            url_name="interventions:absence_list",
            district_id=row.district_id,
            on=row.first_on,
            at=at,
        )


def _remember(event: Event, row: Absence, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind=row._meta.label_lower,
        object_id=str(row.pk),
        facts={"person": str(row.person_id), "cover": str(row.cover_id or "")},
        at=at,
    )
