"""Which school of ours each school of a file is; new ones only where an operator brings a district."""

from dataclasses import dataclass, field
from typing import Any

from school_safety.schools.models import District, School, Student
from school_safety.schools.roster.rows import LeaverRow, Problem, Reading, SchoolRow, StudentRow


@dataclass
class Target:
    """Rows of one school. An unsaved school is to be made, with its district if that is new too."""

    school: School
    rows: list[StudentRow] = field(default_factory=list)
    leavers: list[LeaverRow] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the school must be made first."""
        return self.school._state.adding


def targets(
    reading: Reading, school: School | None, district: District | None = None
) -> tuple[list[Target], list[Problem]]:
    """Sort the file's rows by our schools, or say why that cannot be done.

    With a district, only its schools are ours; without either, an operator is asking.
    """
    ours = School.objects.select_related("district")
    if district is not None:
        ours = ours.filter(district=district)
    if reading.kind == "oneroster":
        return _oneroster(reading, school, list(ours), district)
    return _sheet(reading, school, list(ours))


def _file_problem(reading: Reading, code: str, /, **facts: str) -> Problem:
    file = reading.students[0].file if reading.students else ""
    return Problem(file, "", 0, "", code, facts)


# ---- a school's own sheet ----------------------------------------------------------------------
def _sheet(
    reading: Reading, school: School | None, schools: list[School]
) -> tuple[list[Target], list[Problem]]:
    by_name = {s.name: s for s in schools} | {s.code: s for s in schools}
    found: dict[object, Target] = {}
    problems = []
    for row in reading.students:
        named = by_name.get(row.school)
        target = school or named or (schools[0] if len(schools) == 1 else None)
        if target is None:
            codes = "、".join(sorted(s.code for s in schools)[:12])
            return [], [_file_problem(reading, "school_needed", codes=codes)]
        if school is not None and named is not None and named.pk != school.pk:
            problems.append(row.problem("学校", "school_differs", value=row.school[:20]))
            continue
        found.setdefault(target.pk, Target(target)).rows.append(row)
    if school is not None and reading.leavers:
        found.setdefault(school.pk, Target(school)).leavers += reading.leavers
    return list(found.values()), problems


# ---- OneRoster -----------------------------------------------------------------------------------
def _same(row: SchoolRow, school: School) -> bool:
    if school.sourced_id:
        return school.sourced_id == row.sourced_id
    return row.code == school.code or row.name == school.name


def _oneroster(
    reading: Reading, school: School | None, ours: list[School], only: District | None
) -> tuple[list[Target], list[Problem]]:
    _find_schools(reading, school.district_id if school else only.pk if only else None)
    used = {row.school for row in _rows(reading)}
    orgs = {key: org for key, org in reading.schools.items() if key in used}
    if school is not None:
        return _one_school(reading, orgs, school)
    matched = {key: next((s for s in ours if _same(org, s)), None) for key, org in orgs.items()}
    district = only or _district(reading, [s for s in matched.values() if s])
    if district is None:
        codes = "、".join(sorted(s.code for s in ours)[:12])
        return [], [_file_problem(reading, "school_needed", codes=codes)]
    taken = {s.code for s in ours if s.district_id == district.pk}
    found = {}
    for key, org in orgs.items():
        target = matched[key]
        if target is not None and target.district_id != district.pk:
            return [], [_file_problem(reading, "districts_mixed")]
        found[key] = Target(target or _new_school(org, district, taken))
    problems = []
    for row in reading.students:
        if row.school in found:
            found[row.school].rows.append(row)
        else:
            value = row.sourced_id[:20]
            problems.append(row.problem("userSourcedId", "user_unknown", value=value))
    for leaver in reading.leavers:
        if leaver.school in found:
            found[leaver.school].leavers.append(leaver)
    return list(found.values()), problems


def _rows(reading: Reading) -> list[StudentRow | LeaverRow]:
    return [*reading.students, *reading.leavers]


def _find_schools(reading: Reading, district_id: Any) -> None:
    """A delta may name somebody by her id alone: the books know her school."""
    lost = [row for row in _rows(reading) if row.school not in reading.schools]
    ids = sorted({row.sourced_id for row in lost})
    known: dict[str, School] = {}
    for at in range(0, len(ids), 500):
        rows = Student.objects.filter(sourced_id__in=ids[at : at + 500])
        if district_id is not None:
            rows = rows.filter(district_id=district_id)
        for student in rows.select_related("school"):
            known[student.sourced_id] = student.school
    for row in lost:
        school = known.get(row.sourced_id)
        if school is not None:
            key = school.sourced_id or school.code
            reading.schools.setdefault(key, SchoolRow(key, school.name, school.code, 0))
            row.school = key


def _one_school(
    reading: Reading, orgs: dict[str, SchoolRow], school: School
) -> tuple[list[Target], list[Problem]]:
    chosen = [key for key, org in orgs.items() if _same(org, school)]
    if not chosen and len(orgs) == 1:
        chosen = list(orgs)
    if not chosen:
        names = "、".join(org.name for org in list(orgs.values())[:6])
        return [], [_file_problem(reading, "school_not_in_file", code=school.code, names=names)]
    rows = [row for row in reading.students if row.school in chosen]
    leavers = [row for row in reading.leavers if row.school in chosen]
    left = len(reading.students) - len(rows)
    if left:
        reading.notes.append(("other_schools", {"count": str(left)}))
    if not school.sourced_id:
        school.sourced_id = chosen[0]
    return [Target(school, rows, leavers)], []


def _district(reading: Reading, matched: list[School]) -> District | None:
    """The district of schools that matched; else the one named; else the only one; else a new one."""
    if matched:
        return matched[0].district
    row = reading.district
    districts = list(District.objects.all())
    if row is not None:
        named = [d for d in districts if row.code == d.code or row.name == d.name]
        if named:
            return named[0]
    if len(districts) == 1:
        return districts[0]
    if row is None:
        return None
    return District(code=_free(row.code, {d.code for d in districts}), name=row.name)


def _new_school(org: SchoolRow, district: District, taken: set[str]) -> School:
    code = _free(org.code, taken)
    taken.add(code)
    return School(district=district, code=code, name=org.name, sourced_id=org.sourced_id)


def _free(code: str, taken: set[str]) -> str:
    free, count = code[:20], 2
    while free in taken:
        free = f"{code[:16]}-{count}"
        count += 1
    return free
