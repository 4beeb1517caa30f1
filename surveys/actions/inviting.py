"""Slips: one per student, printed as often as needed, void when another takes its place."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import Student
from surveys.choices import InvitationState
from surveys.models import Invitation, PaperSheet, Sitting, Wave
from surveys.queries.waves import students_of

from . import drafting, sheets, slips
from .memory import remember_slip, remember_wave

BATCH = 500


def issue_slips(*, wave: Wave, at: datetime) -> int:
    """One for every student of the wave's classes who has none; answers how many are new."""
    rooms: dict[UUID | None, Sitting] = {row.classroom_id: row for row in wave.sittings.all()}
    have = set(
        Invitation.objects.filter(wave=wave)
        .exclude(state=InvitationState.VOID)
        .values_list("student_id", flat=True)
    )
    fresh = [
        _slip(wave, rooms[student.classroom_id], student, at)
        for student in students_of(wave)
        if student.pk not in have
    ]
    Invitation.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh)


def _slip(
    wave: Wave, sitting: Sitting, student: Student, at: datetime, issue: int = 1
) -> Invitation:
    slip = Invitation(
        district_id=wave.district_id,
        wave=wave,
        sitting=sitting,
        student=student,
        issue=issue,
        issued_at=at,
    )
    slip.token_hash = slips.token_hash(slips.token_of(slip))
    return slip


def ready_to_print(
    *, wave: Wave, invitations: Iterable[Invitation], by: Any, at: datetime
) -> list[dict[str, str]]:
    """Token and typed code of each slip. The slow hash of a code is made at its first printing."""
    printed = []
    fresh = []
    for slip in invitations:
        code = slips.code_of(slip)
        if slip.code_hash is None:
            slip.code_hash = slips.code_hash(code)
            fresh.append(slip)
        printed.append({"token": slips.token_of(slip), "code": slips.written(code)})
    with transaction.atomic():  # only now: nobody else waits while codes are hashed
        Invitation.objects.bulk_update(fresh, ["code_hash"], batch_size=BATCH)
        remember_wave(events.SLIPS_PRINTED, wave, by=by, at=at, facts={"slips": len(printed)})
    return printed


@transaction.atomic
def reissue(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """A lost or photographed slip: the old row stays as void, a new one takes over."""
    old = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("wave", "sitting", "student")
        .get(pk=invitation.pk)
    )
    paper = PaperSheet.objects.select_for_update().filter(invitation=old).first()
    keyed = paper is not None and paper.state in sheets.HELD
    if keyed or old.state != InvitationState.ISSUED:
        raise NotNow("already_handed_in")
    if paper is not None:
        sheets.void(paper)
    old.state = InvitationState.VOID
    old.save(update_fields=["state"])
    transaction.on_commit(partial(drafting.clear, old))
    fresh = _slip(old.wave, old.sitting, old.student, at, issue=old.issue + 1)
    fresh.save(force_insert=True)
    remember_slip(events.SLIP_REISSUED, fresh, by=by, at=at)
    return fresh
