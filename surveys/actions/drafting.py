"""What a student has answered so far: sealed, in the volatile store, gone a day after the end."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from school_safety.vault import envelope, keys
from school_safety.volatile import store
from surveys.models import Invitation
from surveys.queries import begun
from surveys.queries.rooms import hands_kind

KIND, ENDED = "draft", "draft/ended"
TTL = 60 * 60 * 24


@dataclass
class Draft:
    """`choices` by place; `seconds` by place; `talk` is the tick; `revision` only ever grows."""

    choices: list[int | None]
    seconds: list[float]
    talk: bool = False
    revision: int = 0
    touched: float = 0.0  # server time of the last save, to time questions without JavaScript
    seen: set[int] = field(default_factory=set)  # shown and passed over, or answered

    @property
    def first_open(self) -> int:
        """Where to go on: the first question neither answered nor passed over."""
        for place in range(len(self.choices)):
            if self.choices[place] is None and place not in self.seen:
                return place
        return len(self.choices)


def _place(invitation: Invitation) -> bytes:
    return envelope.place("surveys.draft", "answers", invitation.pk)


def opened(sealed: bytes | None, invitation: Invitation, length: int) -> Draft:
    """The draft, or an empty one when there is none (a draft may be lost, an answer may not)."""
    if sealed is None:
        return Draft([None] * length, [0.0] * length)
    key = keys.by_id(envelope.key_id_of(sealed))
    body = json.loads(envelope.unseal(key, sealed, _place(invitation)))
    if len(body["c"]) != length:
        return Draft([None] * length, [0.0] * length)
    return Draft(body["c"], body["t"], body["w"], body["r"], body["m"], set(body["s"]))


def write(invitation: Invitation, draft: Draft) -> None:
    """Keep it. Never called for what was handed in.

    A request that had read the slip before the consent ended keeps nothing, however late it comes:
    it looks for the mark before and after, and `end` sets the mark before it erases.
    """
    if _stale(invitation):
        return
    body: dict[str, Any] = {
        "c": draft.choices,
        "t": draft.seconds,
        "w": draft.talk,
        "r": draft.revision,
        "m": draft.touched,
        "s": sorted(draft.seen),
    }
    data = json.dumps(body, separators=(",", ":")).encode()
    sealed = envelope.seal(keys.current(invitation.district_id), data, _place(invitation))
    store.put(KIND, str(invitation.pk), sealed, TTL)
    if _stale(invitation):
        forget(invitation)


def end(invitation: Invitation, at: datetime) -> None:
    """The consent ended `at`: what was written so far is gone, and what is on its way stays out."""
    store.put(ENDED, str(invitation.pk), at.isoformat().encode(), TTL)
    forget(invitation)


def _stale(invitation: Invitation) -> bool:
    ended = store.get(ENDED, str(invitation.pk))
    if ended is None:
        return False
    known = invitation.switched_at
    return known is None or known < datetime.fromisoformat(ended.decode())


def forget(invitation: Invitation) -> None:
    """What was written so far."""
    store.delete(KIND, str(invitation.pk))


def clear(invitation: Invitation) -> None:
    """Once the slip opens nothing any more: neither a draft, nor a seat, nor a hand is left."""
    sitting = invitation.sitting_id
    store.delete_each((KIND, begun.kind(sitting), hands_kind(sitting)), str(invitation.pk))
