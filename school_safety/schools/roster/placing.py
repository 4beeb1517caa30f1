"""Where OneRoster puts a student: classes, terms and enrolments."""

import json
import re
from datetime import date

from . import cells
from .classnames import class_name, parse_class, parse_grade
from .package import GONE, Package
from .rows import ClassRow, Line

KINDERGARTEN = {"kg", "k", "pk", "pr", "it", "tk", "ps", "preschool", "0", "00"}


def many(text: str) -> list[str]:
    """A list inside a cell: comma separated, or as JSON."""
    if text.startswith("["):
        try:
            return [str(part) for part in json.loads(text)]
        except ValueError:
            text = text.strip("[]")
    return [part.strip().strip('"') for part in text.split(",") if part.strip()]


def grade_of(text: str, school_year: int) -> int | None:
    """The first grade named that our schools have; 0 for kindergarten."""
    for part in many(text):
        if part.lower() in KINDERGARTEN:
            return 0
        if found := parse_grade(part, school_year):
            return found
    return None


class Placing:
    """Classes of the file, and who is in which today.

    `others` are people whom a delta enrols and does not otherwise name. A class that a delta does
    not name either is looked up in the books, by its id.
    """

    def __init__(self, package: Package, users: dict) -> None:
        self.package = package
        self.users = users
        self.every: set[str] = set()
        self.classes: dict[str, tuple[Line, dict[str, str]]] = {}
        self.places: dict[str, list[str]] = {}
        self.others: dict[str, Line] = {}
        self._classes()
        self._enrolments()

    def _classes(self) -> None:
        over = _terms_over(self.package)
        for line, record in self.package.rows("classes"):
            sourced = record.get("sourcedid", "")
            if not sourced:
                self.package.refuse("classes", line, "sourcedId", "sourced_missing")
                continue
            self.every.add(sourced)
            if record.get("status", "").lower() not in GONE:
                terms = many(record.get("termsourcedids") or record.get("sessionsourcedids", ""))
                record["over"] = "1" if terms and all(term in over for term in terms) else ""
                self.classes[sourced] = (line, record)

    def _enrolments(self) -> None:
        past: dict[str, list[str]] = {}
        for line, record in self.package.rows("enrollments"):
            if record.get("status", "").lower() in GONE:
                continue
            if record.get("role", "student").lower() not in {"", "student"}:
                continue
            user, place = record.get("usersourcedid", ""), record.get("classsourcedid", "")
            if self._stands(line, user, place):
                over = ended(record.get("enddate", ""), self.package.today)
                over = over or bool(place in self.classes and self.classes[place][1]["over"])
                taken = (past if over else self.places).setdefault(user, [])
                if place not in taken:
                    taken.append(place)
        if past and not self.places:
            self.package.reading.notes.append(("past_year", {}))
            self.places = past

    def _stands(self, line: Line, user: str, place: str) -> bool:
        """Whether both ends of an enrolment are there; in a delta the books may have them."""
        delta = self.package.delta
        if user not in self.users:
            if not delta or not user:
                self.package.refuse(
                    "enrollments", line, "userSourcedId", "user_unknown", value=user[:20]
                )
                return False
            self.others.setdefault(user, line)
        if place not in self.every and not delta:
            self.package.refuse(
                "enrollments", line, "classSourcedId", "class_unknown", value=place[:20]
            )
            return False
        return place in self.classes or (delta and bool(place) and place not in self.every)

    def schools(self, user: str) -> list[str]:
        """The schools of the classes this person is in."""
        taken = [p for p in self.places.get(user, []) if p in self.classes]
        rows = [self.classes[p][1] for p in taken]
        return [row.get("schoolsourcedid") or row.get("orgsourcedid", "") for row in rows]

    def classroom(self, user: str, record: dict[str, str]) -> ClassRow | None:
        """The homeroom; the only class where there is one; none where a timetable names no homeroom."""
        taken = self.places.get(user, [])
        inside = [p for p in taken if p in self.classes]
        outside = [p for p in taken if p not in self.classes]
        found = _classroom(self.package, record, inside, self.classes)
        if found is None and outside:
            return ClassRow(0, None, "", "|".join(outside))  # for the books to know
        return found


def _terms_over(package: Package) -> set[str]:
    """Terms and years that have ended, by academicSessions.csv."""
    return {
        record.get("sourcedid", "")
        for _line, record in package.rows("academicsessions")
        if ended(record.get("enddate", ""), package.today)
    }


def ended(text: str, today: date) -> bool:
    """Whether that day is past; what is no date has not ended."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d.*", text)) and text[:10] < today.isoformat()


def _classroom(
    package: Package, record: dict[str, str], taken: list[str], classes: dict
) -> ClassRow | None:
    homerooms = [p for p in taken if classes[p][1].get("classtype", "").lower() == "homeroom"]
    if not homerooms and len(taken) != 1:
        return None
    place = (homerooms or taken)[0]
    row = classes[place][1]
    title = cells.clean(row.get("title", "")) or cells.clean(row.get("classcode", ""))
    grade = grade_of(row.get("grades", ""), package.school_year)
    if grade is None:
        grade = grade_of(record.get("grades", ""), package.school_year)
    found = parse_class(title, grade or None, package.school_year)
    if found:
        return ClassRow(found[0], found[1], title[:60], place)
    if not grade:
        return None
    return ClassRow(grade, None, title[:60] or class_name(grade, 1), place)
