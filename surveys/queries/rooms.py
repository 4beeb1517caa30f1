"""The computer room: slips, who has handed in, and nothing about what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, UUIDField

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.storage.prepared import Prepared
from school_safety.volatile import store
from surveys.choices import InvitationState, WaveStatus
from surveys.models import Invitation, Sitting, Wave

from . import begun

MARK = "\x1a"  # stands where a parameter goes
# How a wave came to be is read in its office, never at the students' door; each such column of a
# slip costs a conversion, two thousand times a minute. Whoever does read one pays one more query.
OF_THE_OFFICE = tuple(
    f"wave__{name}"
    for name in (
        *("letter", "notice_on", "notice_by", "notice_at", "on_call", "planned_by", "planned_at"),
        *("approved_by", "approved_at", "opened_at", "closed_at"),
    )
)
OF_THE_ROSTER = tuple(
    f"student__{name}" for name in ("user", "name_key", "id_hash", "sourced_id", "contact_id")
)


def _slip(**lookup: Any) -> QuerySet[Invitation]:
    """At most one, so nothing is sorted: the class list's order would double the cost."""
    return Invitation.objects.order_by().filter(**lookup)


def _whole(**lookup: Any) -> QuerySet[Invitation]:
    found = _slip(**lookup).select_related("wave", "sitting__classroom", "student")
    return found.defer(*OF_THE_OFFICE, *OF_THE_ROSTER)


def _at_the_door(**lookup: Any) -> QuerySet[Invitation]:
    return _whole(**lookup).select_related("wave__school")


TEXT = (CharField(), MARK)
ID = (UUIDField(), UUID(int=26))
BY_TOKEN = Prepared(lambda token: _at_the_door(token_hash=token), token=TEXT)
BY_CODE = Prepared(lambda code: _at_the_door(code_hash=code), code=TEXT)
AT_THE_DESK = Prepared(
    lambda pk: _slip(pk=pk).select_related("wave", "sitting").defer(*OF_THE_OFFICE), pk=ID
)
WHOLE = Prepared(lambda pk: _whole(pk=pk), pk=ID)
LOCKED = Prepared(lambda pk: _whole(pk=pk).select_for_update(of=("self",)), pk=ID)
LOCKED_ALONE = Prepared(
    lambda pk: _slip(pk=pk).select_for_update().only("state", "switched_at"), pk=ID
)


def by_token_hash(token_hash: str) -> Invitation | None:
    """The slip with this QR token."""
    return BY_TOKEN.first(token=token_hash)


def by_code_hash(code_hash: str) -> Invitation | None:
    """The slip with this typed code."""
    return BY_CODE.first(code=code_hash)


def by_id(invitation_id: UUID | str) -> Invitation | None:
    """The slip a live session is bound to."""
    return AT_THE_DESK.first(pk=invitation_id)


def whole(invitation_id: UUID | str) -> Invitation | None:
    """The slip, its student and her class, to look at."""
    return WHOLE.first(pk=invitation_id)


def unchanged(slip: Invitation) -> bool:
    """Locks the slip for this transaction; whether it still is as it was read."""
    now = LOCKED_ALONE.first(pk=slip.pk)
    return now is not None and (now.state, now.switched_at) == (slip.state, slip.switched_at)


def locked(invitation_id: UUID | str) -> Invitation | None:
    """The slip, its student and her class, for changing it in this transaction."""
    return LOCKED.first(pk=invitation_id)


def invitations_of(wave: Wave) -> QuerySet[Invitation]:
    """The valid slips of a wave, in the order in which they are printed."""
    return (
        Invitation.objects.filter(wave=wave)
        .exclude(state=InvitationState.VOID)
        .select_related("student", "sitting__classroom", "wave")
        .order_by(
            "sitting__classroom__grade",
            "sitting__classroom__number",
            "student__number",
            "student__name",
        )
    )


def in_room(sitting: Sitting) -> QuerySet[Invitation]:
    """The slips of one class."""
    return invitations_of(sitting.wave).filter(sitting=sitting)


def sitting_for(user: Any, wave_id: UUID, classroom_id: UUID) -> Sitting:
    """The proctor's own room, or a planner's; Absent for everybody else."""
    rows = Sitting.objects.select_related("wave__school", "classroom", "proctor")
    lookup = {"wave_id": wave_id, "classroom_id": classroom_id}
    if policy.visible(user, Permission.PROCTOR, rows).filter(**lookup).exists():
        return policy.get(user, Permission.PROCTOR, rows, **lookup)
    return policy.get(user, Permission.SLIP_PRINT, rows, **lookup)


def sittings_of(user: Any) -> QuerySet[Sitting]:
    """The rooms this teacher watches."""
    rows = Sitting.objects.select_related("wave__school", "classroom")
    return policy.visible(user, Permission.PROCTOR, rows)


def slip_in(sitting: Sitting, slip_id: UUID) -> Invitation:
    """One slip of this class."""
    found = in_room(sitting).filter(pk=slip_id).first()
    if found is None:
        raise Absent
    return found


def hands_kind(sitting_id: UUID) -> str:
    """Where the hands that are up in this room are noted."""
    return f"hand/{sitting_id}"


@dataclass(frozen=True)
class Seat:
    """A place in the room: handed in, or not yet; `locked` while a session holds the slip; `hand`
    where help is wanted."""

    slip: Invitation
    done: bool
    locked: bool
    hand: bool


@dataclass(frozen=True)
class Room:
    """The class at a glance."""

    seats: list[Seat]
    done: int
    hands: int
    running: bool


def room(sitting: Sitting, at: datetime) -> Room:
    """Both paths look alike here: the path is not even read. Hands up come first."""
    up, held = store.keys(hands_kind(sitting.pk)), begun.held(sitting.pk)
    seats = [
        Seat(
            slip,
            done=slip.state == InvitationState.SUBMITTED,
            locked=slip.state == InvitationState.ISSUED and str(slip.pk) in held,
            hand=slip.state == InvitationState.ISSUED and str(slip.pk) in up,
        )
        for slip in in_room(sitting).defer("path")
    ]
    seats.sort(key=lambda seat: not seat.hand)
    running = sitting.wave.status == WaveStatus.OPEN and sitting.opens_at <= at < sitting.closes_at
    done, hands = (sum(getattr(seat, fact) for seat in seats) for fact in ("done", "hand"))
    return Room(seats, done, hands, running)
