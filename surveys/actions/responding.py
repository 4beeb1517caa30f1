"""Handing in: one transaction that keeps everything or nothing, and one receipt for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from school_safety.kernel.refusals import Absent, Invalid, Refusal
from school_safety.vault.lookup import keyed_hash
from surveys import policies
from surveys.models import Response
from surveys.queries import answers as papers
from surveys.queries import rooms

from . import drafting
from .answering import Desk, desk_of, lay_out, sit_at
from .handing import Said, keep, work_out

KEY_LENGTH = (16, 64)


@dataclass(frozen=True)
class Receipt:
    """The code the student takes home. It opens nothing."""

    code: str
    response: Response


def hash_of(key: str) -> str:
    """An idempotency key as it is kept."""
    if not KEY_LENGTH[0] <= len(key) <= KEY_LENGTH[1]:
        raise Invalid(fields={"key": "length"})
    return keyed_hash("surveys.idempotency", key)


def earlier(key: str) -> Receipt | None:
    """The receipt this key was answered with, for ever."""
    found = papers.by_key_hash(hash_of(key))
    return Receipt(found.receipt, found) if found else None


@dataclass(frozen=True)
class Sent:
    """What a page sends along; `answers` None where there is only the draft."""

    answers: str | None = None
    seconds: Sequence[float] = ()
    talk: bool = False


def submit(
    *,
    invitation_id: UUID | str,
    seat: str,
    key: str,
    at: datetime,
    answers: str | None = None,
    seconds: Sequence[float] = (),
    talk: bool = False,
) -> Receipt:
    """Hand in what the page sends, or else the draft. The same key gets the same receipt.

    The reply may leave only after this returns: the outer transaction is then on disk.
    """
    key_hash, sent = hash_of(key), Sent(answers, seconds, talk)
    try:
        response = _hand_in(invitation_id, seat, key_hash, sent, at)
    except (Absent, IntegrityError):
        known = earlier(key)  # sent twice, or a twin of this request was quicker
        if known is None:
            raise
        return known
    except Refusal:
        raise
    except Exception:  # what the page sent outlives the fault
        desk = sit_at(invitation_id, seat, at)
        _take_over(desk, sent)
        drafting.write(desk.invitation, desk.draft)
        raise
    drafting.clear(response.invitation)
    return Receipt(response.receipt, response)


def _hand_in(
    invitation_id: UUID | str, seat: str, key_hash: str, sent: Sent, at: datetime
) -> Response:
    """Whatever can be done without the lock is done before: a whole class waits for it."""
    slip = rooms.whole(invitation_id)
    if slip is None:
        raise Absent
    desk = desk_of(slip, seat, at)
    _take_over(desk, sent)
    policies.check_can_hand_in(len(desk.draft.seen))
    said = Said(
        choices=desk.draft.choices,
        talk=desk.draft.talk,
        key_hash=key_hash,
        elapsed=max(0, int((at - desk.begun.started_at).total_seconds())),
        seconds=desk.draft.seconds,
    )
    slip.path, slip.started_at = desk.begun.path_of(slip), desk.begun.started_at
    found = work_out(slip, said)
    with transaction.atomic(durable=True):
        if rooms.unchanged(slip):
            return keep(slip, said, found, at=at)
    return _hand_in(invitation_id, seat, key_hash, sent, at)  # a no, or another page, was quicker


def _take_over(desk: Desk, sent: Sent) -> None:
    """What the page holds in its memory is newer than any draft."""
    if sent.answers is None:
        desk.draft.talk = sent.talk
        return
    revision = desk.draft.revision + 1
    lay_out(desk, answers=sent.answers, seconds=sent.seconds, talk=sent.talk, revision=revision)
