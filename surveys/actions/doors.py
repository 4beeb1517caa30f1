"""The picture door: a code for the board, and the slip behind a number and three pictures."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from school_safety.accounts import codes
from school_safety.audit.events import surveys as events
from school_safety.kernel.refusals import Absent
from school_safety.vault.lookup import keyed_hash
from surveys import policies
from surveys.models import Invitation, RoomDoor, Sitting
from surveys.queries import doors

from .cards import picture_hash
from .memory import remember_wave

CODE_LENGTH = 6
HOUR = timedelta(hours=1)


@transaction.atomic
def open_door(*, sitting: Sitting, by: Any, at: datetime) -> RoomDoor:
    """For an hour at most, and never beyond the class's own time; an earlier code ends."""
    policies.check_can_open_door(sitting, at)
    RoomDoor.objects.filter(sitting=sitting, closed_at=None).update(closed_at=at)
    door = RoomDoor(pk=uuid4(), sitting=sitting, opened_by=by, opened_at=at)
    door.code_hash = _hash(code_of(door))
    door.closes_at = min(at + HOUR, sitting.closes_at)
    door.save(force_insert=True)
    remember_wave(events.DOOR_OPENED, sitting.wave, by=by, at=at)
    return door


@transaction.atomic
def shut_door(*, sitting: Sitting, by: Any, at: datetime) -> None:
    """Nobody else comes in by pictures; who has begun goes on."""
    if RoomDoor.objects.filter(sitting=sitting, closed_at=None).update(closed_at=at):
        remember_wave(events.DOOR_SHUT, sitting.wave, by=by, at=at)


def code_of(door: RoomDoor) -> str:
    """Six signs for the board, derived so that the teacher's page can show them again."""
    return codes.derived(keyed_hash("surveys.door.code", str(door.pk)), CODE_LENGTH)


def _hash(code: str) -> str:
    return keyed_hash("surveys.door.code_hash", codes.read(code))


def find_door(code: str, at: datetime) -> RoomDoor:
    """The door with this code, while it is open."""
    return _live(doors.by_code_hash(_hash(code)), at)


def room_of(door_id: UUID | str, at: datetime) -> str:
    """The room behind an open door, for counting tries."""
    return str(_live(doors.by_id(door_id), at).sitting_id)


def find_by_pictures(
    *, door_id: UUID | str, number: int, pictures: Sequence[str], at: datetime
) -> Invitation:
    """The slip of the child with this number and these pictures; Absent, whatever is wrong.

    The slow hash is paid before it is known whether there is such a child.
    """
    door = _live(doors.by_id(door_id), at)
    classroom_id = door.sitting.classroom_id
    given = picture_hash(classroom_id, pictures)
    card = doors.card(classroom_id, number)
    if card is None or not compare_digest(card.picture_hash, given):
        raise Absent(room=str(door.sitting_id))
    slip = doors.slip(door.sitting, card)
    if slip is None:
        raise Absent(room=str(door.sitting_id))
    policies.check_can_enter(slip, at)
    return slip


def _live(door: RoomDoor | None, at: datetime) -> RoomDoor:
    if door is None or door.closed_at is not None or at >= door.closes_at:
        raise Absent
    if not policies.is_open(door.sitting.wave, door.sitting, at):
        raise Absent
    return door
