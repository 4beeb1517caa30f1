"""A school's own sheet: titles above the header, headers in any order, a sheet per class."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from . import caps, cells, headers, hiding, layouts
from .classnames import class_name, find_class, parse_class, parse_grade
from .headers import Columns
from .rows import ClassRow, GuardianRow, Line, Problem, Reading, StudentRow, Table, Unreadable

SUMMARY = ("合计", "总计", "小计", "备注", "说明", "注:", "注：", "制表", "填表", "共计", "人数")


@dataclass
class Context:
    """What reading every row of one sheet needs."""

    table: Table
    columns: Columns
    place: tuple[int, int] | None  # the class that the sheet's name or title names
    today: date
    school_year: int
    hasher: Callable[[str], str]
    problems: list[Problem]


def read(
    tables: list[Table],
    *,
    today: date,
    school_year: int,
    hasher: Callable[[str], str],
    memory: Mapping[str, str] | None = None,
    chosen: layouts.Chosen | None = None,
) -> Reading:
    """All students of all sheets that have a header; sheets without one are noted, not read."""
    reading = Reading("sheet")
    skipped = []
    headed = False
    for table in tables:
        if table.uncounted:
            reading.notes.append(("formulas_empty", {"count": str(table.uncounted)}))
        if table.hidden and table.lines:
            reading.notes.append(("sheet_hidden", {"sheet": table.sheet}))
            continue
        found = layouts.header(table, memory or {}, chosen)
        if found is None:
            if table.lines:
                skipped.append(table.sheet)
            continue
        headed = True
        at, columns = found
        place = _place(table, at, school_year)
        context = Context(table, columns, place, today, school_year, hasher, reading.problems)
        _rows(context, table.lines[at:], reading)
    _drop_seat_numbers(reading)
    if not reading.students and not reading.problems:
        file = tables[0].file if tables else ""
        code = "no_rows" if headed else "no_header"
        raise Unreadable(code, file, tables[0].sheet if tables else "")
    for sheet in skipped:
        reading.notes.append(("sheet_skipped", {"sheet": sheet}))
    return reading


def _drop_seat_numbers(reading: Reading) -> None:
    """学号 that count 1 to 45 in every class are seats, not numbers of the school."""
    owners: dict[str, set[tuple[int, int | None]]] = {}
    for student in reading.students:
        if student.number and student.classroom:
            place = (student.classroom.grade, student.classroom.number)
            owners.setdefault(student.number, set()).add(place)
    seats = [n for n, places in owners.items() if len(n) <= 3 and len(places) > 1]
    if seats:
        for student in reading.students:
            if len(student.number) <= 3:
                student.number = ""
        reading.notes.append(("seat_numbers", {}))


def _place(table: Table, header_at: int, school_year: int) -> tuple[int, int] | None:
    titles = [table.sheet]
    titles += [c for line in table.lines[: header_at - 1] for c in dict.fromkeys(line.cells) if c]
    return next((found for t in titles if t and (found := find_class(t, school_year))), None)


def _rows(context: Context, lines: list[Line], reading: Reading) -> None:
    name_at = context.columns.first("name")
    previous: StudentRow | None = None
    for line in lines:
        if _is_no_student(line, context.columns):
            continue
        if name_at in line.filled and previous is not None:
            previous.guardians += _guardians(context, line)
            continue
        student = _student(context, line)
        if student is not None:
            reading.students.append(student)
        previous = student


def _is_no_student(line: Line, columns: Columns) -> bool:
    """Totals, remarks, signatures and headers printed again."""
    name = line.cell(columns.first("name")).strip()
    if headers.STUDENT_WORDS.get(headers.normal(name)) == "name":
        return True
    filled = [cell for cell in dict.fromkeys(line.cells) if cell.strip()]
    if any(filled and filled[0].strip().startswith(word) for word in SUMMARY):
        return True
    known = [i for found in columns.fields.values() for i in found]
    known += [i for g in columns.guardians for i in (g.name, g.phone) if i is not None]
    return not name and not any(line.cell(i).strip() for i in known)


def _refuse(context: Context, line: Line, index: int | None, code: str, **facts: str) -> None:
    if len(context.problems) < caps.PROBLEMS_SHOWN:
        table, title = context.table, context.columns.title(index)
        context.problems.append(Problem(table.file, table.sheet, line.number, title, code, facts))


def _taken(
    context: Context, line: Line, kind: str, reader: Callable[[str], tuple[str, str]]
) -> str:
    """The first column of that kind with something in it; a problem for what cannot be read."""
    for index in context.columns.fields.get(kind, []):
        value, code = reader(line.cell(index))
        if code:
            _refuse(context, line, index, code, value=_shown(line.cell(index)))
        if value or code:
            return value
    return ""


def _identity(context: Context, line: Line) -> tuple[str, str, str]:
    """(hash, birth date, sex) of the first ID number in the row; a problem for what is none."""
    for index in context.columns.fields.get("identity", []):
        found, code = hiding.identity(line.cell(index), context.hasher)
        if code:
            _refuse(context, line, index, code)
        if found[0] or code:
            return found
    return "", "", "u"


def _shown(value: str) -> str:
    """A value safe to repeat in a message: never an ID number."""
    return "" if value.startswith(hiding.MARK) else value[:20]


def _student(context: Context, line: Line) -> StudentRow | None:
    before = len(context.problems)
    table, columns = context.table, context.columns
    name = _taken(context, line, "name", cells.name)
    if not name and len(context.problems) == before:
        _refuse(context, line, columns.first("name"), "name_missing")
    hashed, by_id, sex_of_id = _identity(context, line)
    born = _taken(context, line, "born", lambda text: cells.birth(text, context.today))
    sex_text = cells.clean(line.cell(columns.first("sex"))).lower()
    if sex_text not in cells.SEXES:
        _refuse(context, line, columns.first("sex"), "sex_odd", value=_shown(sex_text))
    sex = cells.SEXES.get(sex_text, "u")
    boarding = _taken(context, line, "boarding", cells.boarding)
    classroom = _classroom(context, line)
    guardians = _guardians(context, line)
    if len(context.problems) > before:
        return None
    number = cells.clean(line.cell(columns.first("number"))).removeprefix("'")[:40]
    school = cells.clean(line.cell(columns.first("school")))
    return StudentRow(
        table.file, table.sheet, line.number, name, school, classroom,
        sex if sex != "u" else sex_of_id, born or by_id, number, hashed, "", guardians,
        boarding=boarding,
    )  # fmt: skip


def _classroom(context: Context, line: Line) -> ClassRow | None:
    columns, year = context.columns, context.school_year
    grade_at, class_at = columns.first("grade"), columns.first("class")
    grade_text, class_text = line.cell(grade_at).strip(), line.cell(class_at).strip()
    grade = parse_grade(grade_text, year) if grade_text else None
    if grade_text and grade is None and not class_text:
        _refuse(context, line, grade_at, "grade_odd", value=_shown(grade_text))
        return None
    if grade is None and not grade_text and context.place:
        grade = context.place[0]
    found = parse_class(class_text, grade, year) if class_text else context.place
    if found is None:
        code = "class_odd" if class_text else "class_missing"
        index = class_at if class_at is not None else columns.first("name")
        _refuse(context, line, index, code, value=_shown(class_text))
        return None
    if grade_text and grade is not None and grade != found[0]:
        _refuse(context, line, class_at, "class_grade_differ", value=_shown(class_text))
        return None
    return ClassRow(found[0], found[1], class_name(*found))


def _guardians(context: Context, line: Line) -> list[GuardianRow]:
    found: list[GuardianRow] = []
    for slot in context.columns.guardians:
        names = cells.split_people(line.cell(slot.name))
        phones = cells.split_people(line.cell(slot.phone))
        relations = cells.split_people(line.cell(slot.relation)) or [slot.relation_fixed]
        if len(names) < 2 or len(names) != len(phones):
            phones = [line.cell(slot.phone), *[""] * max(len(names) - 1, 0)]
        for at in range(max(len(names), 1)):
            person = _guardian(
                context, line, slot, (names[at] if names else "", phones[at] if phones else "")
            )
            if person:
                person.relation = cells.relation(relations[min(at, len(relations) - 1)])
                found.append(person)
    return found


def _guardian(
    context: Context, line: Line, slot: headers.GuardianColumns, given: tuple[str, str]
) -> GuardianRow | None:
    name, phone = "", ""
    if given[0] and cells.clean(given[0]) not in {"无", "/", "-", "—", "没有"}:
        name, code = cells.name(given[0])
        if code:
            _refuse(context, line, slot.name, "guardian_" + code, value=_shown(given[0]))
    phone, code = cells.phone(given[1])
    if code:
        _refuse(context, line, slot.phone, code, value=_shown(given[1]))
    authority = ""
    if slot.authority is not None and (text := cells.clean(line.cell(slot.authority))):
        authority = cells.AUTHORITIES.get(text.lower(), "")
        if not authority:
            _refuse(context, line, slot.authority, "authority_odd", value=_shown(text))
    return GuardianRow(name, phone, authority=authority) if name or phone else None
