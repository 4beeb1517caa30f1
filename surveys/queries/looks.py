"""A file that somebody has sent to be looked at, before anything of it is stored."""

import json
from dataclasses import dataclass
from typing import Any

from school_safety.schools.models import District
from school_safety.volatile import store
from surveys.choices import VersionState
from surveys.models import Instrument, InstrumentVersion
from surveys.rules.definition import Definition
from surveys.rules.interchange.parsed import Place, Remark
from surveys.rules.interchange.sandbox import Reading

KIND = "instrument.look"


@dataclass(frozen=True)
class Kept:
    """The name of the file, and what it says."""

    file: str
    reading: Reading


def place_of(token: str, user: Any) -> str:
    """A look is its sender's own: nobody else's word finds it."""
    return f"{user.pk}/{token[:40]}"


def kept(token: str, user: Any) -> Kept | None:
    """None where it was thrown away, an hour has passed, or somebody else sent it."""
    found = store.get(KIND, place_of(token, user)) if token else None
    if found is None:
        return None
    body = json.loads(found)
    told = body["reading"]
    warnings = tuple(
        Remark(row["code"], Place(**row["place"]), row["facts"]) for row in told["warnings"]
    )
    reading = Reading(Definition(**told["definition"]), told["format"], warnings, told["suspects"])
    return Kept(body["file"], reading)


def unsaved(reading: Reading, district: District) -> InstrumentVersion:
    """The draft that it would become, for showing."""
    found = reading.definition
    return InstrumentVersion(
        instrument=Instrument(district=district, code=found.code, kind=found.kind),
        number=found.number,
        state=VersionState.DRAFT,
        texts=found.texts,
        questions=found.questions,
        scoring=found.scoring,
        facts=found.facts,
        safety=to_answer(reading),
        remarks=[remembered(remark) for remark in reading.warnings],
        licence_text=found.facts.get("rights", ""),
    )


def to_answer(reading: Reading) -> dict[str, dict[str, Any]]:
    """Questions for which a person must say whether they need somebody the same day."""
    return {item: {"why": why, "contact": None} for item, why in reading.suspects.items()}


def remembered(remark: Remark) -> dict[str, Any]:
    """A remark as a version keeps it."""
    place = remark.place
    return {
        "code": remark.code,
        "facts": dict(remark.facts),
        "place": {
            "sheet": place.sheet,
            "row": place.row,
            "column": place.column,
            "path": place.path,
        },
    }
