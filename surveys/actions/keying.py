"""Typing in paper: two people, neither sees what the other read, and two equal readings decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from interventions.actions.opening import open_case
from interventions.choices import Source
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from surveys import policies
from surveys.choices import Path, SheetState
from surveys.models import Invitation, PaperSheet
from surveys.queries import forms, rooms
from surveys.rules import flagging
from surveys.rules import keying as rules
from surveys.rules.packing import BadAnswers

from . import drafting
from .evidence import LEVELS, first_reading
from .handing import Said, consent_of, keep, work_out
from .memory import remember_sheet
from .responding import hash_of
from .sheets import drop_if_over, origin_of, quieten

READINGS = {SheetState.PRINTED: 1, SheetState.KEYED: 2, SheetState.DIFFERING: 3}


@dataclass(frozen=True)
class Keyed:
    """Where the sheet stands now, and the questions at which somebody looks again."""

    state: SheetState
    differing: tuple[int, ...] = ()


def key_sheet(
    *,
    sheet: PaperSheet,
    marks: Mapping[int, str],
    talk: bool,
    by: Any,
    at: datetime,
    again: bool = False,
) -> Keyed:
    """One person's reading: of the whole sheet, or `again` of the places where two readings differ.

    `marks`: place -> mark as in `rules.keying`; a sheet with the quiet task has none. What is met
    of a safety question, or the wish to talk, is handed down at once, whoever reads it first.
    Raises NotNow by name: `own_keying`, `sheet_handed_in`, `sheet_moved`, `answering_now`,
    `paper_too_early`, `paper_too_late`; Invalid where a mark does not fit its question.
    """
    drop_if_over(sheet=sheet, at=at)
    return _key(sheet.pk, marks, talk, by, at, again)


@transaction.atomic(durable=True)
def _key(
    pk: UUID, marks: Mapping[int, str], talk: bool, by: Any, at: datetime, again: bool
) -> Keyed:
    slip, sheet = _locked(pk)
    policies.check_can_key(sheet, slip, by.pk, at)
    if again != (sheet.state == SheetState.DIFFERING):
        raise NotNow("sheet_moved")  # a page that was opened before somebody else's reading
    if sheet.path == Path.SCREENING and consent_of(slip, at) is None:
        quieten(sheet, at=at)
    if sheet.path == Path.ALTERNATIVE:
        marks = {}
    reading = READINGS[SheetState(sheet.state)]
    if reading == 3:
        _look_again(sheet, marks, slip)
    else:
        _read(sheet, slip, marks, talk, by, at, first=reading == 1)
    remember_sheet(events.SHEET_KEYED, sheet, slip, by=by, at=at, facts={"reading": reading})
    _hand_down(sheet, slip, marks, talk, at)
    agreed = _agreement(sheet)
    if sheet.state != SheetState.KEYED:
        if agreed.whole:
            _hand_in(sheet, slip, agreed, at)
        else:
            sheet.state = SheetState.DIFFERING
    sheet.save()
    return Keyed(SheetState(sheet.state), agreed.differing)


def _locked(pk: UUID) -> tuple[Invitation, PaperSheet]:
    """The slip first, as everybody who changes one does, then its sheet."""
    owner = PaperSheet.objects.filter(pk=pk).values_list("invitation_id", flat=True).first()
    slip = rooms.locked(owner) if owner else None
    if slip is None:
        raise Absent
    return slip, PaperSheet.objects.select_for_update().get(pk=pk)


def _read(
    sheet: PaperSheet,
    slip: Invitation,
    marks: Mapping[int, str],
    talk: bool,
    by: Any,
    at: datetime,
    *,
    first: bool,
) -> None:
    """The first reading, or the second, which is as blind as the first."""
    reading = {"m": _whole(sheet, slip, marks), "w": talk}
    if first:
        sheet.first, sheet.first_by, sheet.first_at = reading, by, at
        sheet.state = SheetState.KEYED
    else:
        sheet.second, sheet.second_by, sheet.second_at = reading, by, at
        sheet.state = SheetState.DIFFERING


def _sizes(slip: Invitation) -> list[int]:
    return [len(item.values) for item in forms.form(slip.wave.instrument_version_id).items]


def _whole(sheet: PaperSheet, slip: Invitation, marks: Mapping[int, str]) -> str:
    """One mark per question; a page that was opened for the quiet task has none to give."""
    if sheet.path == Path.ALTERNATIVE:
        return ""
    sizes = _sizes(slip)
    if set(marks) != set(range(len(sizes))):
        raise NotNow("sheet_moved")
    row = [marks[place] for place in range(len(sizes))]
    try:
        rules.check(row, sizes)
    except BadAnswers as error:
        raise Invalid(fields={"marks": str(error)}) from error
    return "".join(row)


def _look_again(sheet: PaperSheet, marks: Mapping[int, str], slip: Invitation) -> None:
    """Only the places that are open count, and each of them must be looked at."""
    sizes, open_ = _sizes(slip), _agreement(sheet).differing
    if not set(open_) <= set(marks):
        raise NotNow("sheet_moved")
    if not all(rules.possible(marks[place], sizes[place]) for place in open_):
        raise Invalid(fields={"marks": "option"})
    sheet.third = {**(sheet.third or {}), **{str(place): marks[place] for place in open_}}


def _agreement(sheet: PaperSheet) -> rules.Agreement:
    """As far as there are two readings; one alone agrees with nobody, and nothing differs yet."""
    first, second = sheet.first, sheet.second
    if not first or not second:
        return rules.Agreement(())
    third = {int(place): mark for place, mark in (sheet.third or {}).items()}
    return rules.agree(first["m"], second["m"], third)


def _hand_down(
    sheet: PaperSheet, slip: Invitation, marks: Mapping[int, str], talk: bool, at: datetime
) -> None:
    """A safety question and the wish to talk wait for no second reading; each once for a sheet."""
    if sheet.alarm_case_id is None and _safety(slip, marks):
        evidence = first_reading("safety", origin_of(sheet))
        sheet.alarm_case_id = _case(slip, flagging.NOW, Source.SCREENING, evidence, at)
    if talk and sheet.talk_case_id is None:
        evidence = first_reading("talk", f"{origin_of(sheet)}:talk")
        sheet.talk_case_id = _case(slip, flagging.WEEK, Source.SELF, evidence, at)


def _safety(slip: Invitation, marks: Mapping[int, str]) -> bool:
    form = forms.form(slip.wave.instrument_version_id)
    choices = rules.choices_of([marks.get(place) for place in range(len(form.items))])
    return bool(flagging.safety_signals(form, choices))


def _case(
    slip: Invitation, urgency: str, source: str, evidence: dict[str, Any], at: datetime
) -> UUID:
    level = LEVELS[urgency]
    return open_case(
        student=slip.student, level=level, source=source, evidence=evidence, by=None, at=at
    ).pk


def _hand_in(sheet: PaperSheet, slip: Invitation, agreed: rules.Agreement, at: datetime) -> None:
    """The same core as the screen's, without any timing."""
    slip.path, slip.started_at = sheet.path, at
    handed = {"safety": sheet.alarm_case_id, "talk": sheet.talk_case_id}
    said = Said(
        choices=rules.choices_of(agreed.marks),
        talk=sheet.talk_case_id is not None,
        key_hash=hash_of(f"paper:{sheet.pk}"),
        elapsed=None,
        two=rules.two_ticks(agreed.marks),
        handed={kind: case for kind, case in handed.items() if case is not None},
    )
    keep(slip, said, work_out(slip, said), at=at)
    sheet.state = SheetState.DONE
    sheet.first = sheet.second = sheet.third = None
    transaction.on_commit(partial(drafting.clear, slip))
