"""OneRoster 1.1 and 1.2 CSV: users with role (1.1) or roles.csv (1.2), classes, enrolments."""

import re
from collections import Counter
from datetime import date

from . import cells
from .package import GONE, Package
from .placing import Placing, many
from .rows import GuardianRow, LeaverRow, Line, Reading, SchoolRow, StudentRow, Table, Unreadable

GUARDIAN_ROLES = {"guardian", "parent", "relative"}


def read(tables: list[Table], *, today: date, school_year: int) -> Reading:
    """Students with their school, class and guardians."""
    package = Package(tables, today=today, school_year=school_year)
    _check_files(package)
    _orgs(package)
    roles, home = _roles(package)
    users = _users(package)
    placing = Placing(package, users)
    _students(package, users, roles, home, placing)
    _others(package, placing)
    _drop_repeated_numbers(package.reading)
    reading = package.reading
    if not reading.students and not reading.problems and not reading.leavers:
        file = "users.csv" if "users.csv" in package.sheets else tables[0].file
        raise Unreadable("nothing_changed" if package.delta else "no_students", file)
    return package.reading


def _check_files(package: Package) -> None:
    """A bulk needs schools and people; a delta may leave out any file in which nothing changed."""
    for name, needed in (
        ("orgs", {"sourcedid", "name"}),
        ("users", {"sourcedid", "givenname", "familyname"}),
    ):
        sheet = package.sheets.get(f"{name}.csv")
        if sheet is None:
            if package.delta and not package.promised(name):
                continue
            raise Unreadable("file_missing", f"{name}.csv")
        for column in sorted(needed - set(sheet.at)):
            raise Unreadable("column_missing", sheet.file, row=1, column=column)
    users = package.sheets.get("users.csv")
    if users and "role" not in users.at and "roles.csv" not in package.sheets:
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
        kind = record.get("type", "school").lower()
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
            main = record.get("roletype", "").lower() or record.get("isprimary", "").lower()
            first = main in {"primary", "true"}
            package.grades.setdefault(user, record.get("grade", ""))
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
            record["grades"] = record.get("grades") or package.grades.get(sourced, "")
            users[sourced] = (line, record)
    return users


def _full_name(record: dict[str, str]) -> tuple[str, str]:
    family = cells.clean(record.get("familyname", ""))
    given = cells.clean(record.get("givenname", ""))
    if re.search(r"[\u3400-\u9fff]", family + given):
        return cells.name(family + given)
    return cells.name(f"{given} {family}".strip())


def _students(package: Package, users: dict, roles: dict, home: dict, placing: Placing) -> None:
    born = {r.get("sourcedid", ""): (ln, r) for ln, r in package.rows("demographics")}
    wards = _wards(package, users, roles)
    unplaced = 0
    for sourced, (line, record) in users.items():
        mine = roles.get(sourced, set())
        gone = record.get("status", "").lower() in GONE
        if gone and (not mine or "student" in mine):
            file, school = package.sheets["users.csv"].file, (home.get(sourced) or [""])[0]
            package.reading.leavers.append(LeaverRow(file, line.number, sourced, school))
        if gone or "student" not in mine:
            continue
        student = _student(package, line, record, home.get(sourced, []), placing)
        if student is None:
            continue
        unplaced += student.classroom is None
        _demographics(package, student, born.get(sourced))
        student.guardians = _guardians(package, users, wards.get(sourced, []))
        package.reading.students.append(student)
    if unplaced and not package.delta:
        package.reading.notes.append(("no_homeroom", {"count": str(unplaced)}))


def _student(
    package: Package, line: Line, record: dict[str, str], orgs: list[str], placing: Placing
) -> StudentRow | None:
    sourced = record["sourcedid"]
    name, code = _full_name(record)
    if code:
        package.refuse("users", line, "familyName", code)
        return None
    school = _school(package, placing.schools(sourced) + orgs)
    if school is None:
        value = ",".join(orgs)[:20]
        package.refuse("users", line, "orgSourcedIds", "school_unknown", value=value)
        return None
    return StudentRow(
        package.sheets["users.csv"].file, "", line.number, name, school,
        placing.classroom(sourced, record),
        number=cells.clean(record.get("identifier", ""))[:40], sourced_id=sourced,
    )  # fmt: skip


def _others(package: Package, placing: Placing) -> None:
    """A delta's new classes for people whom it does not name again."""
    for sourced, line in placing.others.items():
        classroom = placing.classroom(sourced, {})
        if classroom is not None:
            file = package.sheets["enrollments.csv"].file
            school = _school(package, placing.schools(sourced)) or ""
            row = StudentRow(
                file, "", line.number, "", school, classroom, sourced_id=sourced, partial=True
            )
            package.reading.students.append(row)


def _school(package: Package, orgs: list[str]) -> str | None:
    """The first of these that is a school of the file; a delta may name one only by its id."""
    schools = package.reading.schools
    named = [org for org in orgs if org]
    for org in named:
        if org in schools:
            return org
    if package.delta and named and "orgs.csv" not in package.sheets:
        schools[named[0]] = SchoolRow(named[0], named[0], named[0][:20], 0)
        return named[0]
    return next(iter(schools)) if len(schools) == 1 and not named else None


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


def _wards(package: Package, users: dict, roles: dict) -> dict[str, list[str]]:
    """student -> guardians, from agentSourcedIds on either side, or from relationships.csv (SDS)."""
    wards: dict[str, list[str]] = {}
    pairs = []
    for sourced, (_line, record) in users.items():
        kinds = roles.get(sourced, set())
        for other in many(record.get("agentsourcedids", "")):
            if "student" in kinds and roles.get(other, set()) & GUARDIAN_ROLES:
                pairs.append((sourced, other))
            elif kinds & GUARDIAN_ROLES:
                pairs.append((other, sourced))
    for _line, record in package.rows("relationships"):
        other = record.get("relationshipusersourcedid", "")
        if "student" not in roles.get(other, set()):
            pairs.append((record.get("usersourcedid", ""), other))
    for student, guardian in pairs:
        taken = wards.setdefault(student, [])
        if guardian in users and guardian not in taken:
            taken.append(guardian)
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
