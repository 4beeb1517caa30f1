"""What a slip's start has laid down. It lies in the volatile store, beside the draft and the session:
where that is lost, the student sits down once more with the same slip."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from school_safety.volatile import store
from surveys.choices import Path
from surveys.models import Invitation


@dataclass(frozen=True)
class Begun:
    """`seat` is the hash of the one live session, empty once the teacher has unlocked it.

    `path` is what the consent of that moment opened; `switched_at` the slip's own as it was read
    before that consent. Where the slip's is another by now, a no came after, whatever the clocks say.
    """

    seat: str
    seated_at: datetime
    started_at: datetime
    path: str
    switched_at: datetime | None

    def switched(self, slip: Invitation) -> bool:
        """The consent ended while she was writing: what the page still sends is not kept."""
        return slip.switched_at != self.switched_at

    def path_of(self, slip: Invitation) -> str:
        """The path she is on now."""
        return Path.ALTERNATIVE if self.switched(slip) else self.path


def kind(sitting_id: UUID) -> str:
    """Where the starts of one class are noted."""
    return f"begun/{sitting_id}"


def of(slip: Invitation) -> Begun | None:
    """The start of this slip, or None while nobody has sat down with it."""
    kept = store.get(kind(slip.sitting_id), str(slip.pk))
    return None if kept is None else read(kept)


def held(sitting_id: UUID) -> set[str]:
    """The slips of this class that a session holds; nothing about paths."""
    return {key for key, kept in store.items(kind(sitting_id)) if read(kept).seat}


def written(begun: Begun) -> bytes:
    """As it is kept; the same start is always the same bytes."""
    seated, started = begun.seated_at.isoformat(), begun.started_at.isoformat()
    switched = begun.switched_at.isoformat() if begun.switched_at else ""
    return json.dumps([begun.seat, seated, started, begun.path, switched]).encode()


def read(kept: bytes) -> Begun:
    """What was `written`."""
    seat, seated, started, path, switched = json.loads(kept)
    moment = datetime.fromisoformat
    return Begun(
        seat, moment(seated), moment(started), path, moment(switched) if switched else None
    )
