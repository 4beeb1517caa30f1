"""Reading the picture door back."""

from typing import Any
from uuid import UUID

from school_safety.schools.choices import StudentStatus
from surveys.choices import InvitationState
from surveys.models import Invitation, PictureCard, RoomDoor, Sitting


def by_code_hash(code_hash: str) -> RoomDoor | None:
    """The door with this code, open or not."""
    return _doors(code_hash=code_hash)


def by_id(door_id: UUID | str) -> RoomDoor | None:
    """The door that a machine has gone through."""
    return _doors(pk=door_id)


def open_at(sitting: Sitting, at: Any) -> RoomDoor | None:
    """The door of this room that is open now."""
    return _doors(sitting=sitting, closed_at=None, closes_at__gt=at)


def _doors(**lookup: Any) -> RoomDoor | None:
    return RoomDoor.objects.select_related("sitting__wave").order_by().filter(**lookup).first()


def card(classroom_id: UUID, number: int) -> PictureCard | None:
    """The card with this number, of a child who is in the class today."""
    found = PictureCard.objects.filter(
        classroom_id=classroom_id,
        number=number,
        student__classroom_id=classroom_id,
        student__status=StudentStatus.ACTIVE,
    )
    return found.order_by().first()


def slip(sitting: Sitting, of: PictureCard) -> Invitation | None:
    """This child's valid slip in this room."""
    found = Invitation.objects.select_related("wave", "sitting").order_by()
    valid = found.exclude(state=InvitationState.VOID)
    return valid.filter(sitting=sitting, student_id=of.student_id).first()
