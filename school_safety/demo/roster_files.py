"""Roster files as schools and their systems send them, from the same plain lines."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from school_safety.schools.roster.cells import SERIAL_ZERO

HEADER = [
    "姓名",
    "学号",
    "班级",
    "性别",
    "出生日期",
    "母亲姓名",
    "母亲电话",
    "父亲姓名",
    "父亲电话",
    "就读方式",
]
Row = list[str]
MESSY = ["序号", "姓　名*", "性别", "出生年月日", "班　级", "学　号", "父亲姓名", "电话", "母亲姓名", "电话"]  # fmt: skip
OWN = ["学生姓名", "年级", "班", "学生学号", "性别", "生日", "监护人1姓名", "监护人1关系", "监护人1手机", "监护人2姓名", "监护人2关系", "监护人2手机"]  # fmt: skip
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def write_sheet(path: Path, rows: list[Row], *, title: str) -> None:
    """A roster as schools keep it: a title, then the header, then the class lists."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    book.save(path)


def write_messy(path: Path, rows: list[Row], *, title: str) -> None:
    """The same after years of hands: a sheet a grade, numbers and dates in every shape, a sum."""
    book = Workbook()
    book.remove(book.active)
    for grade in dict.fromkeys(_grade(row) for row in rows):
        sheet = book.create_sheet(grade)
        sheet.append([f"{title}　{grade}"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(MESSY))
        sheet.append([])
        sheet.append(MESSY)
        mine = [row for row in rows if _grade(row) == grade]
        for at, row in enumerate(mine):
            sheet.append(_messy(at, row))
        sheet.append(["合计", f"{len(mine)} 人"])
    book.save(path)


def _grade(row: Row) -> str:
    return row[2][:3]


def _messy(at: int, row: Row) -> list[Any]:
    name, number, room, sex, born, mother, hers, father, his, _sleeps = row
    day = date.fromisoformat(born)
    dates: tuple[Callable[[], Any], ...] = (
        lambda: born,
        lambda: (day - SERIAL_ZERO).days,
        lambda: f"{day.year}年{day.month}月{day.day}日",
        lambda: f"{day:%Y%m%d}",
        lambda: day,
    )
    told = f"{name[0]}　{name[1]}" if at % 3 == 1 and len(name) == 2 else name
    phone = (hers, hers.translate(WIDE), f"{hers[:3]}-{hers[3:7]}-{hers[7:]}", int(hers))[at % 4]
    born_so = dates[at % len(dates)]()
    return [at + 1, told, sex, born_so, room, number, father or None, his or None, mother, phone]


def write_csv(path: Path, rows: list[Row]) -> None:
    """What an older system puts out: its own columns, in the encoding of its time."""
    with path.open("w", encoding="gb18030", newline="") as target:
        out = csv.writer(target)
        out.writerow(OWN)
        for name, number, room, sex, born, mother, hers, father, his, _sleeps in rows:
            second = [father, "父亲", his] if father else ["", "", ""]
            out.writerow(
                [name, room[:3], room[3:], number, sex, born, mother, "母亲", hers, *second]
            )


def write_oneroster(path: Path, school: Any, rows: list[Row]) -> None:
    """The same as a OneRoster 1.2 package."""
    files = {
        "manifest.csv": [["propertyName", "value"], ["oneroster.version", "1.2"]],
        "orgs.csv": [
            [
                "sourcedId",
                "status",
                "dateLastModified",
                "name",
                "type",
                "identifier",
                "parentSourcedId",
            ],
            [
                f"org-{school.district.code}",
                "",
                "",
                school.district.name,
                "district",
                school.district.code,
                "",
            ],
            [
                f"org-{school.code}",
                "",
                "",
                school.name,
                "school",
                school.code,
                f"org-{school.district.code}",
            ],
        ],
    }
    files |= _oneroster_people(school, rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in files.items():
            text = io.StringIO()
            csv.writer(text).writerows(lines)
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 9, 0, 0)), text.getvalue())


SIDES = (("m", 5), ("f", 7))  # where mother and father stand in a line
EVERY = "sourcedId status dateLastModified"
HEADS = (
    "enabledUser username givenName familyName identifier sms agentSourcedIds primaryOrgSourcedId",
    "userSourcedId roleType role orgSourcedId",
    "title grades classType schoolSourcedId",
    "classSourcedId schoolSourcedId userSourcedId role",
    "birthDate sex",
)


def _oneroster_people(school: Any, rows: list[Row]) -> dict[str, list[Row]]:
    org = f"org-{school.code}"
    users, roles, classes, seats, born = ([EVERY.split() + head.split()] for head in HEADS)
    for room in dict.fromkeys(row[2] for row in rows):
        classes.append([f"{school.code}-{room}", "", "", room, "", "homeroom", org])
    for at, row in enumerate(rows, 1):
        me, pupil = f"{school.code}-u{at}", row[0]
        parents = [(f"{school.code}-{side}{at}", row[n], row[n + 1]) for side, n in SIDES if row[n]]
        agents = ",".join(key for key, _name, _phone in parents)
        users.append([me, "", "", "true", me, pupil[1:], pupil[0], row[1], "", agents, org])
        roles.append([f"r-{me}", "", "", me, "primary", "student", org])
        for key, name, phone in parents:
            users.append([key, "", "", "true", key, name[1:], name[0], "", phone, me, org])
            roles.append([f"r-{key}", "", "", key, "primary", "guardian", org])
        seats.append([f"e-{me}", "", "", f"{school.code}-{row[2]}", org, me, "student"])
        born.append([me, "", "", row[4], "female" if row[3] == "女" else "male"])
    return {
        "users.csv": users,
        "roles.csv": roles,
        "classes.csv": classes,
        "enrollments.csv": seats,
        "demographics.csv": born,
    }
