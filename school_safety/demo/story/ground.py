"""Chapter one: districts, schools, the term's calendar, rosters brought in as files."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from school_safety.clock.calendar import set_day
from school_safety.clock.choices import DayKind
from school_safety.kernel.terms import school_year
from school_safety.schools import phones
from school_safety.schools.actions import import_roster
from school_safety.schools.actions.founding import found_district, found_school
from school_safety.schools.models import Classroom
from school_safety.schools.roster.classnames import class_name
from school_safety.schools.roster.reading import read

from . import plan
from .told import Story

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
]
Row = list[str]


def tell(story: Story) -> None:
    """Everything that must be there before anybody can work."""
    for code, (name, name_en) in plan.DISTRICTS.items():
        story.districts[code] = found_district(
            code=code, name=name, name_en=name_en, hotlines=plan.HOTLINES, by=None, at=story.start
        )
        _calendar(story, code)
    for school in plan.schools(story.size):
        story.schools[school.code] = found_school(
            district=story.districts[school.district],
            code=school.code,
            name=school.name,
            name_en=school.name_en,
            by=None,
            at=story.start,
        )
        _roster(story, school)


def _calendar(story: Story, code: str) -> None:
    """National Day week off, two Saturdays worked instead."""
    year = school_year(timezone.localdate(story.now))
    for day in range(1, 8):
        set_day(
            district_id=story.districts[code].pk,
            day=date(year, 10, day),
            kind=DayKind.HOLIDAY,
            name="国庆节",
        )
    for day in (date(year, 9, 26), date(year, 10, 10)):
        while day.weekday() != 5:
            day += timedelta(days=1)
        set_day(district_id=story.districts[code].pk, day=day, kind=DayKind.MAKEUP, name="调休上课")


def _roster(story: Story, school: plan.SchoolPlan) -> None:
    rows = [row for place in school.classes for row in _class(story, school.code, *place)]
    path = story.folder / f"{school.code}.xlsx"
    write_sheet(path, rows, title=f"{school.name}花名册")
    reading = read(path, today=timezone.localdate(story.start), hasher=phones.id_hash)
    path.unlink()
    outcome = import_roster(
        reading=reading,
        school=story.schools[school.code],
        file_name=f"{school.code}.xlsx",
        by=None,
        at=story.start,
    )
    if outcome.problems:
        message = f"the demo's own roster was refused: {outcome.problems[0]}"
        raise RuntimeError(message)
    for room in Classroom.objects.filter(school=story.schools[school.code]):
        story.rooms[f"{school.code}:{room.grade}.{room.number}"] = room
    story.kept[f"rows:{school.code}"] = rows


def _class(story: Story, code: str, grade: int, number: int, size: int) -> list[Row]:
    return [student(story, code, grade, number, seat) for seat in range(1, size + 1)]


def student(story: Story, code: str, grade: int, number: int, seat: int) -> Row:
    """One line of a roster: two parents mostly, sometimes one, sometimes a landline-less family."""
    people, chance = story.people, story.people.random
    sex = "女" if chance.random() < 0.48 else "男"
    surname = people.surname()
    year = school_year(timezone.localdate(story.now)) - 6 - grade + 1
    born = date(year - 1, 9, 1) + timedelta(days=chance.randrange(365))
    mother, father = people.mother(), people.father(surname)
    has_father = chance.random() < 0.6 or seat <= 3
    return [
        people.student(surname, sex),
        f"{code}{year + 6}{number:02d}{seat:02d}",
        class_name(grade, number),
        sex,
        born.isoformat(),
        mother,
        people.phone(),
        father if has_father else "",
        people.phone() if has_father else "",
    ]


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
    for at, row in enumerate(rows, 1):
        me, mother, place = f"u{at}", f"g{at}", f"c-{row[2]}"
        if not any(line[0] == place for line in classes):
            classes.append([place, "", "", row[2], "", "homeroom", org])
        users.append([me, "", "", "true", me, row[0][1:], row[0][0], row[1], "", mother, org])
        users.append([mother, "", "", "true", mother, row[5][1:], row[5][0], "", row[6], me, org])
        roles.append([f"r{me}", "", "", me, "primary", "student", org])
        roles.append([f"r{mother}", "", "", mother, "primary", "guardian", org])
        seats.append([f"e{at}", "", "", place, org, me, "student"])
        born.append([me, "", "", row[4], "female" if row[3] == "女" else "male"])
    return {
        "users.csv": users,
        "roles.csv": roles,
        "classes.csv": classes,
        "enrollments.csv": seats,
        "demographics.csv": born,
    }
