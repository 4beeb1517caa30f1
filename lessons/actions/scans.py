"""Scanned reply slips: a pile is brought, each page finds its letter, the rest waits for a person."""

import base64
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction

from lessons.choices import PileState, ScanState
from lessons.models import Slip, SlipPile, SlipScan
from lessons.queries import on_paper
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.documents import scanning
from school_safety.documents.sheets import Look, Piece
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import School

SLIPS = "slips"
HERE = (ScanState.WAITING, ScanState.ENTERED, ScanState.AGAIN, ScanState.KEPT)
NAME = 80


def bring(*, files: Sequence[Any], school: School, by: Any, at: datetime) -> SlipPile:
    """A pile of files; they are read one after the other in the background."""
    pile = new_pile(count=len(files), school=school, by=by, at=at)
    scanning.bring(SLIPS, pile.pk, files, district_id=pile.district_id)
    return pile


@transaction.atomic
def new_pile(*, count: int, school: School, by: Any, at: datetime) -> SlipPile:
    """So many files are on their way."""
    pile = SlipPile.objects.create(
        district_id=school.district_id, school=school, files=count, brought_by=by,
        brought_at=at,
    )  # fmt: skip
    _remember(events.PILE_BROUGHT, pile, by=by, at=at, files=count)
    return pile


@transaction.atomic
def take(place: scanning.Place, seen: Look | None, at: datetime) -> None:
    """One page of it, or the end of one of its files."""
    pile = SlipPile.objects.select_for_update().get(pk=place.pile)
    if seen is None:
        pile.files_read = max(pile.files_read, place.number + 1)
        if pile.files_read == pile.files:
            pile.state = PileState.READ
            _remember(events.PILE_READ, pile, by=None, at=at, pages=pile.pages)
    elif seen.trouble:
        pile.troubles = [*pile.troubles, [_name(place.name), seen.page, seen.trouble]]
    else:
        pile.pages += 1
        for number, piece in enumerate(seen.pieces):
            pile.again += not _keep(pile, place, seen.page, number, piece)
    pile.save(update_fields=["files_read", "state", "pages", "again", "troubles"])


def _keep(pile: SlipPile, place: scanning.Place, page: int, number: int, piece: Piece) -> bool:
    """Whether it is new: the very same picture is not taken in a second time. Another sheet of the
    same family is: somebody looks whether it says something else."""
    slip = on_paper.slip_of(piece.code) if piece.code else None
    if slip is not None and slip.letter.dispatch.school_id != pile.school_id:
        slip = None
    image = base64.b64encode(piece.jpeg).decode()
    there = list(slip.scans.filter(state__in=HERE)) if slip is not None else []
    if any(before.image == image for before in there):
        return False
    known = ScanState.AGAIN if there else ScanState.WAITING
    scan = SlipScan(
        district_id=pile.district_id,
        pile=pile,
        slip=slip,
        place=f"{place.number}:{page}:{number}",
        where={"file": _name(place.name), "page": page, "box": list(piece.box)},
        image=image,
        state=known if slip else ScanState.UNKNOWN,
    )
    try:
        with transaction.atomic():
            scan.save(force_insert=True)
    except IntegrityError:  # another pile brought the same slip in this very moment
        return False
    return True


def _name(name: str) -> str:
    return PurePath(name).name[-NAME:]


@transaction.atomic
def recognise(*, scan: SlipScan, code: str, by: Any, at: datetime) -> SlipScan:
    """Somebody reads the code that the machine could not."""
    scan = _locked(scan, ScanState.UNKNOWN)
    slip: Slip | None = on_paper.slip_of(code)
    if slip is None or slip.letter.dispatch.school_id != scan.pile.school_id:
        raise Invalid(fields={"code": "code_unknown"})
    return _known(scan, slip, by, at)


@transaction.atomic
def recognise_by_name(*, scan: SlipScan, slip: Slip, by: Any, at: datetime) -> SlipScan:
    """The code is torn off: somebody reads the child's name and finds the letter by it."""
    return _known(_locked(scan, ScanState.UNKNOWN), slip, by, at, found_by="name")


def _known(scan: SlipScan, slip: Slip, by: Any, at: datetime, **facts: str) -> SlipScan:
    before = slip.scans.filter(state__in=HERE).exists()
    scan.slip, scan.state = slip, ScanState.AGAIN if before else ScanState.WAITING
    scan.save(update_fields=["slip", "state"])
    _remember(events.SLIP_RECOGNISED, scan.pile, by=by, at=at, scan=str(scan.pk), **facts)
    return scan


@transaction.atomic
def same_sheets(*, pile: SlipPile, reason: str, by: Any, at: datetime) -> int:
    """A whole pile was scanned twice: what came again out of it is put aside at once."""
    again = list(pile.scans.filter(state=ScanState.AGAIN))
    for scan in again:
        throw(scan=scan, reason=reason, by=by, at=at)
    return len(again)


@transaction.atomic
def throw(*, scan: SlipScan, reason: str, by: Any, at: datetime) -> SlipScan:
    """It is not entered, for a reason that stays; its picture is erased."""
    scan = _locked(scan, ScanState.UNKNOWN, ScanState.WAITING, ScanState.AGAIN)
    if not reason.strip():
        raise Invalid(fields={"reason": "words_missing"})
    scan.state, scan.reason, scan.image = ScanState.THROWN, reason.strip()[:200], ""
    scan.done_by, scan.done_at = by, at
    scan.save(update_fields=["state", "reason", "image", "done_by", "done_at"])
    _remember(events.SLIP_THROWN, scan.pile, by=by, at=at, scan=str(scan.pk))
    return scan


def _locked(scan: SlipScan, *states: str) -> SlipScan:
    held = SlipScan.objects.select_for_update(of=("self",)).select_related("pile").get(pk=scan.pk)
    if held.state not in states:
        raise NotNow("scan_done")
    return held


def _remember(event: Any, pile: SlipPile, *, by: Any, at: datetime, **facts: Any) -> None:
    record(
        event, by=by, district_id=pile.district_id, school_id=pile.school_id,
        object_kind="lessons.slippile", object_id=str(pile.pk), facts=facts or None, at=at,
    )  # fmt: skip
