"""Which school of ours each school of a file is; new ones only where an operator brings a district."""

from dataclasses import dataclass, field

from school_safety.schools.models import District, School
from school_safety.schools.roster.rows import Problem, Reading, SchoolRow, StudentRow


@dataclass
class Target:
    """Rows of one school. An unsaved school is to be made, with its district if that is new too."""

    school: School
    rows: list[StudentRow] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the school must be made first."""
        return self.school._state.adding


def targets(reading: Reading, school: School | None) -> tuple[list[Target], list[Problem]]:
    """Sort the file's rows by our schools, or say why that cannot be done."""
    if reading.kind == "oneroster":
        return _oneroster(reading, school)
    return _sheet(reading, school)


def _file_problem(reading: Reading, code: str, /, **facts: str) -> Problem:
    file = reading.students[0].file if reading.students else ""
    return Problem(file, "", 0, "", code, facts)


# ---- a school's own sheet ----------------------------------------------------------------------
def _sheet(reading: Reading, school: School | None) -> tuple[list[Target], list[Problem]]:
    schools = list(School.objects.select_related("district"))
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
    return list(found.values()), problems


# ---- OneRoster -----------------------------------------------------------------------------------
def _same(row: SchoolRow, school: School) -> bool:
    if school.sourced_id:
        return school.sourced_id == row.sourced_id
    return row.code == school.code or row.name == school.name


def _oneroster(reading: Reading, school: School | None) -> tuple[list[Target], list[Problem]]:
    used = {row.school for row in reading.students}
    orgs = {key: org for key, org in reading.schools.items() if key in used}
    if school is not None:
        return _one_school(reading, orgs, school)
    ours = list(School.objects.select_related("district"))
    matched = {key: next((s for s in ours if _same(org, s)), None) for key, org in orgs.items()}
    district = _district(reading, [s for s in matched.values() if s])
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
    for row in reading.students:
        found[row.school].rows.append(row)
    return list(found.values()), []


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
    left = len(reading.students) - len(rows)
    if left:
        reading.notes.append(("other_schools", {"count": str(left)}))
    if not school.sourced_id:
        school.sourced_id = chosen[0]
    return [Target(school, rows)], []


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
