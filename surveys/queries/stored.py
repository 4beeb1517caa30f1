"""What is kept of many students' answers, as blocks for scoring; no name and no row object."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from surveys.choices import Path
from surveys.models import Response, Wave
from surveys.rules.batch import Block, unpack_all
from surveys.rules.scoring import Band

from . import forms

AT_ONCE = 8_192
BEGINS = b'{"a":"'
NONE = -99_999  # a score that is left open


@dataclass(frozen=True)
class Stored:
    """Respondents who answered one version under one routing. `score` is NONE where it is open."""

    version_id: UUID
    routing: str
    ids: list[UUID]
    block: Block
    sex: Any
    grade: Any
    score: Any
    band: Any

    def __len__(self) -> int:
        return len(self.ids)


def kept(waves: QuerySet[Wave]) -> QuerySet[Response]:
    """Responses of these waves that may be read: none after a withdrawal, none of the quiet task."""
    return Response.objects.filter(
        wave__in=waves, path=Path.SCREENING, withdrawn_at=None, answers__isnull=False
    ).order_by()


def blocks(waves: QuerySet[Wave]) -> Iterator[Stored]:
    """Everything that is kept of these waves, a version at a time, opened as it is read.

    Only for actions that have written down who reads (`actions.rescoring`).
    """
    kinds = waves.order_by().values_list("instrument_version_id", "routing").distinct()
    for version_id, routing in kinds:
        some = waves.filter(instrument_version_id=version_id, routing=routing)
        rows = kept(some).values_list(
            "pk",
            "answers",
            "score",
            "band",
            "student__sex",
            "invitation__sitting__classroom__grade",
        )
        for batch in batched(rows.iterator(chunk_size=4096), AT_ONCE):
            yield _block(version_id, routing, batch)


def _block(version_id: UUID, routing: str, batch: tuple[tuple, ...]) -> Stored:
    ids, sealed, scores, bands, sexes, grades = zip(*batch, strict=True)
    sizes = [len(item.values) for item in forms.form(version_id).items]
    field: Any = Response._meta.get_field("answers")
    texts = list(field.open_all(zip(ids, sealed, strict=True), _packed(field, len(sizes))))
    return Stored(
        version_id=version_id,
        routing=routing,
        ids=list(ids),
        block=unpack_all(texts, sizes),
        sex=np.array(sexes),
        grade=np.array(grades),
        score=np.array([NONE if score is None else score for score in scores]),
        band=np.array([Band.NO_CUTS if band is None else band for band in bands]),
    )


def _packed(field: Any, length: int) -> Callable[[bytes], str]:
    """Takes the packed answers from the front of the plaintext; the times are not read."""
    first, end = len(BEGINS), len(BEGINS) + length

    def read(plain: bytes) -> str:
        if plain.startswith(BEGINS) and plain[end : end + 1] == b'"' and b"\\" not in plain[:end]:
            return plain[first:end].decode("ascii")
        return str(field.loads(plain)["a"])

    return read
