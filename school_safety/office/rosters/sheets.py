"""Workbooks that the office gives away: an empty one to fill in, and the rows that need mending."""

import io
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from school_safety.office.sentences import reason
from school_safety.schools.roster import hiding
from school_safety.schools.roster.rows import Problem, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = (
    "姓名", "学号", "班级", "性别", "出生日期",
    "家长一姓名", "家长一关系", "家长一电话", "家长二姓名", "家长二关系", "家长二电话",
)  # fmt: skip
WIDTHS = (12, 16, 14, 8, 14, 14, 12, 16, 14, 12, 16)
SOFT = PatternFill("solid", fgColor="E3EFEC")
MENDED = PatternFill("solid", fgColor="FBEFD5")
FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠|%")
# The same advice in both languages, since the sheet travels further than its reader's settings.
ADVICE = (
    ("每个学生一行。班级写成“三年级2班”“三(2)班”“初一3班”都可以。",
     "One row per student. Classes may be written 三年级2班, 三(2)班, 初一3班 or Grade 3 Class 2."),
    ("必须有姓名和班级；其余各列可以空着，也可以整列删掉。",
     "Name and class are needed; any other column may stay empty or be removed."),
    ("出生日期写成 2016-03-05；只知道年月也可以写 2016-03。",
     "Write the date of birth as 2016-03-05; if only the month is known, 2016-03."),
    ("关系写父亲、母亲、爷爷、奶奶、外公、外婆或其他。",
     "Relation: 父亲 father, 母亲 mother, 爷爷/奶奶/外公/外婆 grandparent, or other."),
    ("电话可以留空。没有手机的家庭，回执可以用纸。",
     "Phones may stay empty. Families without a mobile phone can answer on paper."),
    ("不需要身份证号。如果表里有，我们只留一个算不回去的标记，用来认出同一个学生。",
     "ID numbers are not needed: of any there, only a mark that cannot be turned back is kept."),
    ("这张说明不会被导入，不用删。", "This sheet of advice is not imported; it may stay."),
)  # fmt: skip


def blank() -> bytes:
    """The template: Chinese headers on purpose, since that is what the reader knows best."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(HEADER)
    _head(sheet, 1)
    for at, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows(min_row=2, max_row=400, max_col=len(HEADER)):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "B2"
    advice = book.create_sheet("说明 Read me")
    for chinese, english in ADVICE:
        advice.append([chinese, english])
    for column in "AB":
        advice.column_dimensions[column].width = 80
        for cell in advice[column]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    return _bytes(book)


def to_mend(tables: list[Table], problems: list[dict[str, Any]]) -> bytes:
    """The rows that were refused, as they were sent, with what to mend in front of them.

    Every cell is text, and none can be taken for a formula. ID numbers were never kept, so their
    cells are empty here.
    """
    by_place: dict[tuple[str, str], dict[int, list[Problem]]] = defaultdict(dict)
    for row in problems:
        problem = Problem(**row)
        by_place[problem.file, problem.sheet].setdefault(problem.row, []).append(problem)
    book = Workbook()
    book.remove(book.active)
    held = {(table.file, table.sheet): table for table in tables}
    for count, (place, rows) in enumerate(by_place.items(), 1):
        sheet = book.create_sheet(_title(place, count))
        _put(sheet, [_("第几行"), _("哪一列"), _("怎么改")])
        _head(sheet, sheet.max_row)
        lines = {line.number: line.cells for line in held[place].lines} if place in held else {}
        for number in sorted(rows):
            where = "、".join(dict.fromkeys(p.column for p in rows[number] if p.column))
            how = " ".join(dict.fromkeys(reason(p) for p in rows[number]))
            _put(sheet, [str(number or ""), where, how, *map(_shown, lines.get(number, []))])
            sheet.cell(sheet.max_row, 3).fill = MENDED
        for at, width in enumerate((8, 16, 60), 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
    return _bytes(book)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    plain = "".join(c for c in text if c.isprintable() or c == " ")
    return f"'{plain}" if plain.strip()[:1] in FORMULA and plain.strip() else plain


def _put(sheet: Worksheet, values: list[str]) -> None:
    at = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column)
        cell.value = safe(value)
        cell.data_type = "s"
        cell.number_format = "@"


def _shown(cell: str) -> str:
    return "" if cell.startswith(hiding.MARK) else cell


def _title(place: tuple[str, str], count: int) -> str:
    plain = "".join(c for c in place[1] or place[0] if c not in "[]:*?/\\'" and c.isprintable())
    return f"{count} {plain}"[:31]


def _head(sheet: Worksheet, at: int) -> None:
    for cell in sheet[at]:
        cell.font = Font(bold=True)
        cell.fill = SOFT
        cell.alignment = Alignment(vertical="center")


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
