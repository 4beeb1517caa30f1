"""A whole wave's answers in bulk: for performance work on invented people, never for a real wave.

They are scored by the rules of the door and sealed like any others, but no hand handed them in:
there is no event for each of them, and what is flagged opens no case.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety.accounts.codes import new_code
from school_safety.consents.choices import BasisKind
from school_safety.consents.models import Basis, Consent
from surveys.choices import InvitationState, Path
from surveys.models import Invitation, Response, Wave
from surveys.queries import forms
from surveys.rules import validity
from surveys.rules.packing import pack
from surveys.rules.scoring import applicable, score

from .handing import RECEIPT_LENGTH
from .responding import hash_of

CHUNK = 500


@dataclass(frozen=True)
class Filled:
    """What one student did with her slip; without a consent it was the quiet task."""

    invitation_id: UUID
    student_id: UUID
    sex: str
    grade: int
    key: str
    choices: tuple[int | None, ...]
    seconds: tuple[float, ...]
    consent: Consent | None


@transaction.atomic
def fill(*, wave: Wave, rows: Iterable[Filled]) -> int:
    """Bases, answers and the state of the slips; says how many."""
    at = wave.opens_at + timedelta(minutes=25)
    made = [_response(wave, row, at) for row in rows]
    Basis.objects.bulk_create((row.basis for row in made if row.basis), batch_size=CHUNK)
    Response.objects.bulk_create(made, batch_size=CHUNK)
    for path in Path.SCREENING, Path.ALTERNATIVE:
        for ids in _chunks([row.invitation_id for row in made if row.path == path]):
            Invitation.objects.filter(pk__in=ids).update(
                state=InvitationState.SUBMITTED, path=path, started_at=wave.opens_at
            )
    return len(made)


def _response(wave: Wave, row: Filled, at: Any) -> Response:
    made = Response(
        district_id=wave.district_id,
        invitation_id=row.invitation_id,
        wave_id=wave.pk,
        student_id=row.student_id,
        path=Path.ALTERNATIVE if row.consent is None else Path.SCREENING,
        seconds=int(sum(row.seconds)) + 1,
        key_hash=hash_of(row.key),
        receipt=new_code(RECEIPT_LENGTH),
        submitted_at=at,
    )
    if row.consent is None:
        return made
    made.basis = Basis(
        district_id=wave.district_id,
        student_id=row.student_id,
        field="screening.response",
        about=f"response:{made.pk}",
        kind=BasisKind.CONSENT,
        consent=row.consent,
        at=at,
    )
    said = _judged(
        wave.instrument_version_id, row.choices, row.seconds, row.sex, row.grade, wave.routing
    )
    packed, made.score, made.band, made.validity = said
    made.answers = {"a": packed, "t": list(row.seconds)}
    return made


@lru_cache(maxsize=16_384)
def _judged(
    version_id: UUID,
    choices: tuple[int | None, ...],
    seconds: tuple[float, ...],
    sex: str,
    grade: int,
    routing: str,
) -> tuple[str, int | None, int | None, int]:
    """The same few hundred sets of answers come again and again."""
    form = forms.form(version_id)
    found = score(form, choices, sex=sex, grade=grade, routing=routing)
    checks = validity.check(form, choices, elapsed=int(sum(seconds)) + 1, reported=seconds)
    packed = pack(choices, applicable(form, choices))
    return packed, found.value, found.kept_band, int(checks.state)


def _chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))
