"""What the linter looks at: a wave, its questionnaire, its people, and the district's limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

LEAD, HEAD = "lead", "head"  # the two who must have read it (TRUST section 4: P by LD + SA)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Limits:
    """A district's own limits; what stands here is what the product begins with.

    `negative` and `heavy` are per cent of the items. In Changning (2021) about 40 of some 120 items
    asked about suicide, a third of the form, in grades 4 and 5: at most a quarter may be heavy.
    """

    selfharm_grade: int = 5
    negative: int = 60
    heavy: int = 25
    notice_days: int = 5


@dataclass(frozen=True)
class Item:
    """One question: everything a student reads of it, per language, and the risk it is tagged with."""

    id: str
    texts: Mapping[str, str]
    risk: str = ""
    safety: bool = False


@dataclass(frozen=True)
class Asked:
    """The questionnaire. `licensed`: somebody vouched for the right to use it, or it is our own."""

    items: tuple[Item, ...]
    grade_min: int
    grade_max: int
    licensed: bool = True
    published: bool = True


@dataclass(frozen=True)
class Plan:
    """The facts of a wave that decide whether it may open.

    `notice_on`: the day by which every class's families were told; `untold`: classes whose were not.
    `ready_on`: the first day that keeps the notice period. `assessed_until`: the last day for which
    an impact assessment stands. `gaps`: open hours in which nobody is there. `follow_up`: "" where
    the counselors can hold the talks, "capacity_stagger" where they can if the classes take turns,
    "capacity" where they cannot. `approvals`: seat -> who sits in it.
    """

    asked: Asked
    opens_at: datetime
    closes_at: datetime
    opens_on: date
    closes_on: date
    planned_by: str
    classes: int
    grades: frozenset[int]
    notice_on: date | None = None
    untold: tuple[str, ...] = ()
    ready_on: date | None = None
    assessed_until: date | None = None
    has_on_call: bool = False
    gaps: tuple[Stretch, ...] = ()
    follow_up: str = ""
    approvals: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
