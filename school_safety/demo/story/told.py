"""What the chapters hand to each other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from school_safety.demo.canaries import Canaries
from school_safety.demo.names import People
from school_safety.kernel.terms import school_year
from school_safety.schools.models import Classroom, District, School, Student

from .sizes import SCHOOLS


@dataclass
class Story:
    """Time runs from the roster (0.0) to now (1.0); everything happened at some point of it."""

    seed: int
    size: str
    now: datetime
    folder: Path
    say: Callable[[str], None]
    people: People = field(init=False)
    random: Random = field(init=False)
    canaries: Canaries = field(default_factory=Canaries)
    districts: dict[str, District] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    rooms: dict[str, Classroom] = field(default_factory=dict)  # "S1:5.1"
    users: dict[str, Any] = field(default_factory=dict)  # by manifest key
    homerooms: dict[str, Any] = field(default_factory=dict)  # by room key
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    objects: list[dict[str, str]] = field(default_factory=list)
    samples: dict[str, str] = field(default_factory=dict)
    slips: dict[Any, str] = field(default_factory=dict)  # student id -> slip url
    kept: dict[str, Any] = field(default_factory=dict)  # things later chapters need by name

    def __post_init__(self) -> None:
        self.people = People(self.seed)
        self.random = Random(f"story {self.seed}")  # noqa: S311  (a story, not a secret)
        year = school_year(timezone.localdate(self.now))
        opening = timezone.make_aware(datetime.combine(date(year, 9, 1), time(9)))
        self.start = min(max(opening, self.now - timedelta(days=80)), self.now)

    def at(self, part: float) -> datetime:
        """A moment of the story, at a decent hour of a school day where there is one."""
        moment = timezone.localtime(self.start + (self.now - self.start) * part)
        moment = moment.replace(hour=9 + int(part * 997) % 7, minute=int(part * 7919) % 60)
        while moment.weekday() > 4:
            moment -= timedelta(days=1)
        return min(max(moment, self.start), self.now)

    @property
    def told_schools(self) -> dict[str, School]:
        """Where the story happens; their neighbours only fill lists and figures."""
        return {code: row for code, row in self.schools.items() if code in SCHOOLS}

    @property
    def told_rooms(self) -> dict[str, Classroom]:
        """The classes of those schools."""
        return {key: row for key, row in self.rooms.items() if key.split(":")[0] in SCHOOLS}

    def students(self, room: str) -> list[Student]:
        """A class in a fixed order."""
        rows = Student.objects.filter(classroom=self.rooms[room])
        return list(rows.select_related("user", "school", "district").order_by("number"))

    def note(self, kind: str, row: Any, *, url: str = "", student: Any = None) -> None:
        """Remember an object for the manifest."""
        school = getattr(row, "school", None) or getattr(student, "school", None)
        self.objects.append(
            {
                "kind": kind,
                "id": str(row.pk),
                "school": school.code if school else "",
                "student": str(student.pk) if student is not None else "",
                "url": url,
            }
        )
