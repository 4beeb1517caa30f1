"""Reading a stranger's questionnaire in a child process, so that nothing in it reaches the house."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from school_safety.schools.roster.rows import Unreadable
from school_safety.schools.roster.sandbox import ask
from surveys.rules.definition import Definition

from .parsed import Place, Refused, Remark, refusal

WORKER = "surveys.rules.interchange.worker"


@dataclass(frozen=True)
class Reading:
    """A questionnaire from a file: never yet stored, never yet trusted."""

    definition: Definition
    format: str
    warnings: tuple[Remark, ...] = ()
    suspects: Mapping[str, str] = field(default_factory=dict)


def read(path: Path) -> Reading:
    """The questionnaire in a file, or `Refused` within seconds, whatever the file is."""
    try:
        told = json.loads(ask(WORKER, path))
    except (Unreadable, ValueError) as error:
        raise refusal("too_heavy") from error
    if "problems" in told:
        raise Refused(*map(_remark, told["problems"]))
    return Reading(
        Definition(**told["definition"]),
        told["format"],
        tuple(map(_remark, told["warnings"])),
        told["suspects"],
    )


def _remark(told: Mapping[str, Any]) -> Remark:
    return Remark(told["code"], Place(**told.get("place", {})), told.get("facts", {}))
