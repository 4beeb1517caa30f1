"""Sheets that the office gives away."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = (
    "姓名", "学号", "班级", "性别", "出生日期",
    "家长一姓名", "家长一关系", "家长一电话", "家长二姓名", "家长二关系", "家长二电话",
)  # fmt: skip
WIDTHS = (12, 16, 14, 8, 14, 14, 12, 16, 14, 12, 16)


def blank() -> bytes:
    """The template: Chinese headers on purpose, since that is what the reader knows best."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(HEADER)
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E3EFEC")
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in sheet.iter_rows(min_row=2, max_row=400, max_col=len(HEADER)):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "B2"
    notes = book.create_sheet("填写说明")
    for line in (
        _("每个学生一行。班级写成“三年级2班”“三(2)班”“初一3班”都可以。"),
        _("出生日期写成 2016-03-05；只知道年月也可以写 2016-03。"),
        _("关系写父亲、母亲、爷爷、奶奶、外公、外婆或其他。"),
        _("电话可以留空。没有手机的家庭，回执可以用纸。"),
        _("不需要身份证号。如果表里有，我们只留一个算不回去的标记，用来认出同一个学生。"),
    ):
        notes.append([line])
    notes.column_dimensions["A"].width = 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
