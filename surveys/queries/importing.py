"""Looking at a questionnaire file before anything of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from surveys.rules.interchange.outline import outline
from surveys.rules.interchange.parsed import Refused, Remark
from surveys.rules.interchange.sandbox import Reading, read


@dataclass(frozen=True)
class Look:
    """What a file says; `reading` and `outline` are None where it was refused."""

    file: str
    format: str = ""
    reading: Reading | None = None
    outline: dict[str, Any] | None = None
    warnings: tuple[Remark, ...] = ()
    problems: tuple[Remark, ...] = ()
    suspects: Mapping[str, str] = field(default_factory=dict)


def look(path: Path, name: str, language: str) -> Look:
    """Read a file within limits; `name` is how its owner knows it, `language` that of the texts."""
    try:
        found = read(path)
    except Refused as refusal:
        return Look(name, problems=tuple(refusal.problems))
    return Look(
        name,
        found.format,
        found,
        outline(found.definition, language),
        found.warnings,
        suspects=found.suspects,
    )
