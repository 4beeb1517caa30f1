"""Paper questionnaires: printed with a code instead of a name, and emptied when they are over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from interventions.actions.withdrawing import freeze_evidence
from school_safety.accounts import codes
from school_safety.audit.events import surveys as events
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import standing_students
from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import Student
from school_safety.vault.lookup import keyed_hash
from surveys import policies
from surveys.choices import InvitationState, Path, SheetState
from surveys.models import Invitation, PaperSheet, Wave

from .memory import remember_sheet, remember_wave

CODE_LENGTH = 10
HELD = (SheetState.KEYED, SheetState.DIFFERING)
BATCH = 500


@dataclass(frozen=True)
class Printed:
    """One student's sheet, ready for paper; `quiet` says which task is printed on it."""

    slip: Invitation
    code: str
    quiet: bool


def code_of(sheet: PaperSheet) -> str:
    """Ten signs for a keyboard, derived so that the sheet can be printed again."""
    return codes.derived(
        keyed_hash("surveys.paper.code", f"{sheet.pk}:{sheet.edition}"), CODE_LENGTH
    )


def code_hash(typed: str) -> str:
    """Only staff of the school look codes up, so a keyed hash without slowness is enough."""
    return keyed_hash("surveys.paper.code_hash", codes.read(typed))


@transaction.atomic
def print_sheets(
    *, wave: Wave, invitations: Iterable[Invitation], by: Any, at: datetime
) -> list[Printed]:
    """A sheet for each of these slips that is still out and that nobody has begun to type in.

    The consent of today decides which task is printed. Where that has changed since an earlier
    printing the sheet gets a new code, so that the older copy can no longer be taken for this one.
    """
    slips = [slip for slip in invitations if slip.state == InvitationState.ISSUED]
    agreed = _taking_part(wave, slips, at)
    rows = PaperSheet.objects.select_for_update().filter(invitation__in=[s.pk for s in slips])
    have = {row.invitation_id: row for row in rows}
    fresh, again, printed = [], [], []
    for slip in slips:
        path = Path.SCREENING if slip.student_id in agreed else Path.ALTERNATIVE
        sheet = have.get(slip.pk)
        if sheet is None:
            sheet = _new(slip, path, at)
            fresh.append(sheet)
        elif sheet.state != SheetState.PRINTED:
            continue
        elif sheet.path != path:
            sheet.path, sheet.edition, sheet.printed_at = path, sheet.edition + 1, at
            sheet.code_hash = code_hash(code_of(sheet))
            again.append(sheet)
        printed.append(Printed(slip, code_of(sheet), path == Path.ALTERNATIVE))
    if not printed:
        raise NotNow("nothing_to_print")
    PaperSheet.objects.bulk_create(fresh, batch_size=BATCH)
    PaperSheet.objects.bulk_update(again, ["path", "edition", "code_hash", "printed_at"], BATCH)
    remember_wave(events.SHEETS_PRINTED, wave, by=by, at=at, facts={"sheets": len(printed)})
    return printed


def _taking_part(wave: Wave, slips: list[Invitation], at: datetime) -> set[Any]:
    students = Student.objects.filter(pk__in=[slip.student_id for slip in slips])
    on = timezone.localdate(at)
    return standing_students(students, Purpose.SCREENING, about=f"wave:{wave.pk}", on=on)


def _new(slip: Invitation, path: Path, at: datetime) -> PaperSheet:
    sheet = PaperSheet(
        pk=uuid4(),
        district_id=slip.district_id,
        invitation=slip,
        wave_id=slip.wave_id,
        path=path,
        printed_at=at,
    )
    sheet.code_hash = code_hash(code_of(sheet))
    return sheet


def quieten(sheet: PaperSheet, *, at: datetime) -> None:
    """The consent has ended: what was typed in is gone; it goes on like the quiet task.

    It still waits for its second person, so that the teacher's list tells it from no other sheet.
    """
    if sheet.path == Path.SCREENING:
        sheet.path = Path.ALTERNATIVE
        if sheet.state in HELD:
            sheet.state = SheetState.KEYED
            sheet.first = {"m": "", "w": sheet.talk_case_id is not None}
            sheet.second = sheet.third = sheet.second_by = sheet.second_at = None
        sheet.save()
    freeze(sheet, at=at)


def freeze(sheet: PaperSheet, *, at: datetime) -> None:
    """What a case was told of a first reading stays with it, shut like the answers."""
    if sheet.alarm_case_id is not None:
        freeze_evidence(origin=origin_of(sheet), at=at)


def origin_of(sheet: PaperSheet) -> str:
    """How a case names what was handed down from a first reading."""
    return f"surveys.papersheet:{sheet.pk}"


@transaction.atomic
def drop_if_over(*, sheet: PaperSheet, at: datetime) -> bool:
    """Answered on a screen meanwhile, void or too late: what was typed in is erased."""
    held = Invitation.objects.select_for_update(of=("self",)).select_related("wave")
    slip = held.get(pk=sheet.invitation_id)
    sheet = PaperSheet.objects.select_for_update().get(pk=sheet.pk)
    late = at >= policies.paper_until(slip.wave)
    if sheet.state not in HELD or (slip.state == InvitationState.ISSUED and not late):
        return False
    void(sheet)
    remember_sheet(events.SHEET_DROPPED, sheet, slip, by=None, at=at)
    return True


def void(sheet: PaperSheet) -> None:
    """Nothing of it is kept, and its code opens nothing."""
    sheet.state = SheetState.VOID
    sheet.first = sheet.second = sheet.third = None
    sheet.save()


def drop_all_over(*, at: datetime) -> int:
    """Every sheet that was begun and is over; says how many were erased."""
    held = PaperSheet.objects.filter(state__in=HELD).only("pk", "invitation_id")
    return sum(drop_if_over(sheet=sheet, at=at) for sheet in held)
