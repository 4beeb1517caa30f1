"""Bringing questionnaires in: the shipped files now, a district's own later."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from surveys.rules.definition import Definition, read

SHIPPED = Path(__file__).resolve().parent.parent / "instruments"


def shipped() -> list[Definition]:
    """Every questionnaire that comes with the product, in the order of their codes."""
    return [read(tomllib.loads(path.read_text())) for path in sorted(SHIPPED.glob("*.toml"))]


def load_shipped(*, instruments: Any, versions: Any, at: datetime) -> int:
    """Store what is not there yet and leave the rest alone; answers how many versions are new.

    Takes the managers, so that a migration can hand in its historical models.
    """
    return sum(_store(found, instruments, versions, at) for found in shipped())


def _store(found: Definition, instruments: Any, versions: Any, at: datetime) -> bool:
    instrument, _ = instruments.get_or_create(
        district=None, code=found.code, defaults={"kind": found.kind}
    )
    _, made = versions.get_or_create(
        instrument=instrument,
        content_hash=found.content_hash,
        defaults={
            "number": free_number(versions, instrument, found.number),
            "texts": found.texts,
            "questions": found.questions,
            "scoring": found.scoring,
            "facts": found.facts,
            "made_at": at,
        },
    )
    return made


def free_number(versions: Any, instrument: Any, wanted: int) -> int:
    """A changed text under an old number gets the next one: what was answered stays as it was."""
    taken = versions.filter(instrument=instrument).order_by("-number").first()
    return wanted if taken is None else max(wanted, taken.number + 1)
