"""OneRoster 1.1 and 1.2 CSV: users with role (1.1) or roles.csv (1.2), classes, enrolments."""

import json
import re
from collections import Counter
from datetime import date

from . import cells
from .classnames import class_name, parse_class, parse_grade
from .package import Package
from .rows import ClassRow, GuardianRow, Line, Reading, SchoolRow, StudentRow, Table, Unreadable

GUARDIAN_ROLES = {"guardian", "parent", "relative"}
GONE = {"tobedeleted", "inactive"}
KINDERGARTEN = {"kg", "k", "pk", "pr", "it", "tk", "ps", "preschool", "0", "00"}


def many(text: str) -> list[str]:
    """A list inside a cell: comma separated, or as JSON."""
    if text.startswith("["):
        try:
            return [str(part) for part in json.loads(text)]
        except ValueError:
            text = text.strip("[]")
    return [part.strip().strip('"') for part in text.split(",") if part.strip()]


def read(tables: list[Table], *, today: date, school_year: int) -> Reading:
    """Students with their school, class and guardians."""
    package = Package(tables, today=today, school_year=school_year)
    _check_files(package)
    _orgs(package)
    roles, home = _roles(package)
    users = _users(package)
    classes = _classes(package)
    places = _enrolments(package, users, classes)
    _students(package, users, roles, home, places, classes)
    _drop_repeated_numbers(package.reading)
    if not package.reading.students and not package.reading.problems:
        raise Unreadable("no_students", package.sheets["users.csv"].file)
    return package.reading


def _check_files(package: Package) -> None:
    for name, needed in (
        ("orgs", {"sourcedid", "name", "type"}),
        ("users", {"sourcedid", "givenname", "familyname"}),
    ):
        sheet = package.sheets.get(f"{name}.csv")
        if sheet is None:
            raise Unreadable("file_missing", f"{name}.csv")
        for column in sorted(needed - set(sheet.at)):
            raise Unreadable("column_missing", sheet.file, row=1, column=column)
    if "role" not in package.sheets["users.csv"].at and "roles.csv" not in package.sheets:
        raise Unreadable("file_missing", "roles.csv")


def _orgs(package: Package) -> None:
    for line, record in package.rows("orgs"):
        sourced = record.get("sourcedid", "")
        if not sourced:
            package.refuse("orgs", line, "sourcedId", "sourced_missing")
            continue
        if record.get("status", "").lower() in GONE:
            continue
        name = cells.clean(record.get("name", "")) or sourced
        code = cells.clean(record.get("identifier", "")) or sourced
        row = SchoolRow(sourced, name[:80], code[:20], line.number)
        kind = record.get("type", "").lower()
        if kind == "school":
            package.reading.schools[sourced] = row
        elif kind == "district" and package.reading.district is None:
            package.reading.district = row


def _roles(package: Package) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """user -> roles, user -> orgs, from roles.csv (1.2) and from users.csv (1.1)."""
    roles: dict[str, set[str]] = {}
    home: dict[str, list[str]] = {}
    for _line, record in package.rows("roles"):
        user = record.get("usersourcedid", "")
        if user and record.get("status", "").lower() not in GONE:
            roles.setdefault(user, set()).add(record.get("role", "").lower())
            first = record.get("roletype", "").lower() == "primary"
            orgs = home.setdefault(user, [])
            orgs.insert(0 if first else len(orgs), record.get("orgsourcedid", ""))
    for _line, record in package.rows("users"):
        user = record.get("sourcedid", "")
        if role := record.get("role", "").lower():
            roles.setdefault(user, set()).add(role)
        orgs = many(record.get("primaryorgsourcedid", "")) + many(record.get("orgsourcedids", ""))
        home.setdefault(user, []).extend(orgs)
    return roles, home


def _users(package: Package) -> dict[str, tuple[Line, dict[str, str]]]:
    users: dict[str, tuple[Line, dict[str, str]]] = {}
    for line, record in package.rows("users"):
        sourced = record.get("sourcedid", "")
        if not sourced:
            package.refuse("users", line, "sourcedId", "sourced_missing")
        elif sourced in users:
            first = str(users[sourced][0].number)
            package.refuse(
                "users", line, "sourcedId", "sourced_twice", value=sourced[:20], row=first
            )
        else:
            users[sourced] = (line, record)
    return users


def grade_of(text: str, school_year: int) -> int | None:
    """The first grade named that our schools have; 0 for kindergarten."""
    for part in many(text):
        if part.lower() in KINDERGARTEN:
            return 0
        if found := parse_grade(part, school_year):
            return found
    return None


def _classes(package: Package) -> dict[str, tuple[Line, dict[str, str]]]:
    found: dict[str, tuple[Line, dict[str, str]]] = {}
    for line, record in package.rows("classes"):
        sourced = record.get("sourcedid", "")
        if not sourced:
            package.refuse("classes", line, "sourcedId", "sourced_missing")
            continue
        if record.get("status", "").lower() not in GONE:
            found[sourced] = (line, record)
    return found


def _enrolments(package: Package, users: dict, classes: dict) -> dict[str, list[str]]:
    """student -> classes she is in today, homerooms first; an export of a past year is taken whole."""
    places: dict[str, list[str]] = {}
    past: dict[str, list[str]] = {}
    every = {r.get("sourcedid", "") for _l, r in package.rows("classes")}
    for line, record in package.rows("enrollments"):
        if record.get("status", "").lower() in GONE:
            continue
        if record.get("role", "student").lower() not in {"", "student"}:
            continue
        user, place = record.get("usersourcedid", ""), record.get("classsourcedid", "")
        if user not in users:
            package.refuse("enrollments", line, "userSourcedId", "user_unknown", value=user[:20])
        elif place not in every:
            package.refuse("enrollments", line, "classSourcedId", "class_unknown", value=place[:20])
        elif place in classes:
            over = _over(record.get("enddate", ""), package.today)
            taken = (past if over else places).setdefault(user, [])
            if place not in taken:
                taken.append(place)
    if past and not places:
        package.reading.notes.append(("past_year", {}))
    return places or past


def _over(text: str, today: date) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d.*", text)) and text[:10] < today.isoformat()


def _full_name(record: dict[str, str]) -> tuple[str, str]:
    family = cells.clean(record.get("familyname", ""))
    given = cells.clean(record.get("givenname", ""))
    if re.search(r"[\u3400-\u9fff]", family + given):
        return cells.name(family + given)
    return cells.name(f"{given} {family}".strip())


def _classroom(
    package: Package, record: dict[str, str], taken: list[str], classes: dict
) -> ClassRow | None:
    """The homeroom; the only class where there is one; none where a timetable gives no homeroom."""
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


def _students(
    package: Package,
    users: dict,
    roles: dict,
    home: dict,
    places: dict,
    classes: dict,
) -> None:
    reading = package.reading
    born = {r.get("sourcedid", ""): (ln, r) for ln, r in package.rows("demographics")}
    wards = _wards(users, roles)
    unplaced = 0
    for sourced, (line, record) in users.items():
        if "student" not in roles.get(sourced, set()):
            continue
        if record.get("status", "").lower() in GONE:
            continue
        name, code = _full_name(record)
        if code:
            package.refuse("users", line, "familyName", code)
            continue
        taken = places.get(sourced, [])
        school = _school(package, home.get(sourced, []), taken, classes)
        if school is None:
            value = ",".join(home.get(sourced, []))[:20]
            package.refuse("users", line, "orgSourcedIds", "school_unknown", value=value)
            continue
        classroom = _classroom(package, record, taken, classes)
        unplaced += classroom is None
        student = StudentRow(
            package.sheets["users.csv"].file, "", line.number, name, school, classroom,
            number=cells.clean(record.get("identifier", ""))[:40], sourced_id=sourced,
        )  # fmt: skip
        _demographics(package, student, born.get(sourced))
        student.guardians = _guardians(package, users, wards.get(sourced, []))
        reading.students.append(student)
    if unplaced:
        reading.notes.append(("no_homeroom", {"count": str(unplaced)}))


def _school(package: Package, orgs: list[str], taken: list[str], classes: dict) -> str | None:
    schools = package.reading.schools
    for org in [classes[p][1].get("schoolsourcedid", "") for p in taken] + orgs:
        if org in schools:
            return org
    return next(iter(schools)) if len(schools) == 1 and not any(orgs) else None


def _drop_repeated_numbers(reading: Reading) -> None:
    """`identifier` need not be unique in OneRoster; ours is, so a repeated one is left out."""
    count = Counter((s.school, s.number) for s in reading.students if s.number)
    repeated = [s for s in reading.students if count[s.school, s.number] > 1]
    for student in repeated:
        student.number = ""
    if repeated:
        reading.notes.append(("identifier_twice", {"count": str(len(repeated))}))


def _demographics(package: Package, student: StudentRow, found: tuple | None) -> None:
    if found is None:
        return
    line, record = found
    student.sex = cells.SEXES.get(record.get("sex", "").lower(), "u")
    student.born_on, code = cells.birth(record.get("birthdate", ""), package.today, ages=(0, 120))
    if code:
        value = record.get("birthdate", "")[:20]
        package.refuse("demographics", line, "birthDate", code, value=value)


def _wards(users: dict, roles: dict) -> dict[str, list[str]]:
    """student -> guardians, from agentSourcedIds on either side."""
    wards: dict[str, list[str]] = {}
    for sourced, (_line, record) in users.items():
        kinds = roles.get(sourced, set())
        for other in many(record.get("agentsourcedids", "")):
            if "student" in kinds:
                pair = (sourced, other)
            elif kinds & GUARDIAN_ROLES:
                pair = (other, sourced)
            else:
                continue
            if pair[1] in users and roles.get(pair[1], set()) & GUARDIAN_ROLES:
                taken = wards.setdefault(pair[0], [])
                if pair[1] not in taken:
                    taken.append(pair[1])
    return wards


def _guardians(package: Package, users: dict, ids: list[str]) -> list[GuardianRow]:
    found = []
    for sourced in ids:
        line, record = users[sourced]
        if record.get("status", "").lower() in GONE:
            continue
        name, code = _full_name(record)
        if code:
            package.refuse("users", line, "familyName", "guardian_" + code)
            continue
        phone = cells.foreign_phone(record.get("sms", "")) or cells.foreign_phone(
            record.get("phone", "")
        )
        found.append(GuardianRow(name, phone, "other", "", sourced))
    return found
