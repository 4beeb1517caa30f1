"""What reading a file yields, whatever its format: plain values that know their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Words = dict[str, str]  # locale -> text; a language the file lacks is left out


@dataclass(frozen=True)
class Place:
    """Where in the file: sheet, row (as the spreadsheet counts, from 1) and column, or a path."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    path: str = ""


@dataclass(frozen=True)
class Remark:
    """A problem or a warning: a code that `queries.import_words` speaks, its place, its facts."""

    code: str
    place: Place = Place()
    facts: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The file cannot be represented faithfully; every known problem with its place."""

    def __init__(self, *problems: Remark) -> None:
        super().__init__(problems[0].code if problems else "refused")
        self.problems = list(problems)


def refusal(code: str, place: Place | None = None, /, **facts: str) -> Refused:
    """One problem as an exception."""
    return Refused(Remark(code, place or Place(), facts))


@dataclass
class Option:
    """`weight` is the score as it counts after all; None where the file gives none."""

    code: str
    label: Words
    weight: Fraction | None = None


@dataclass
class Question:
    """One question with its options in the order shown. `codes`: outside codes, to know it by."""

    id: str
    text: Words
    options: list[Option]
    place: Place = Place()
    scored: bool = False
    reverse: bool | None = None  # None: find out by looking at the others
    required: bool = False
    codes: tuple[str, ...] = ()
    skip_when: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)  # our own keys, as they stand


@dataclass
class Scale:
    """Items that are added up (`sum`) or averaged (`mean`). `missing` is our own rule's table."""

    code: str
    items: tuple[str, ...]
    method: str = "sum"
    missing: dict[str, Any] = field(default_factory=lambda: {"rule": "bounds"})
    label: Words = field(default_factory=dict)


@dataclass
class Parsed:
    """A questionnaire as its file tells it. `scoring` and `facts` hold our own tables if any."""

    format: str
    code: str = ""
    number: int = 1
    kind: str = "screening"
    texts: dict[str, Words] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    total: Scale | None = None
    scoring: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    warnings: list[Remark] = field(default_factory=list)
    suspects: dict[str, str] = field(default_factory=dict)  # item -> why it may be about safety
    declared: tuple[int, int] | None = None  # the range of the total, as the file says it

    def warn(self, code: str, place: Place | None = None, /, **facts: str) -> None:
        """Note something that the reader should know, but that stops nothing."""
        self.warnings.append(Remark(code, place or Place(), facts))
