"""Each school's roster: drawn, written as the file that such a school would send, and imported.

The files go through the same doors as anybody's: read in the child process, compared without
writing, and only then written, with the batch and its event in the history.
"""

from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from school_safety.demo import roster_files
from school_safety.demo.roster_files import Row
from school_safety.kernel.terms import school_year
from school_safety.schools import phones
from school_safety.schools.actions import import_roster, prepare
from school_safety.schools.models import Classroom
from school_safety.schools.queries import memory_of
from school_safety.schools.roster.classnames import class_name
from school_safety.schools.roster.reading import read

from . import sizes
from .told import Story

BOARDING_FROM = 7  # the grade from which the demo's schools have beds


def bring(story: Story, plan: sizes.SchoolPlan) -> None:
    """One school's children, from the file into the books."""
    school = story.schools[plan.code]
    rows = drawn(story, plan)
    path = written(story, plan, rows)
    reading = read(
        path,
        today=timezone.localdate(story.start),
        hasher=phones.id_hash,
        memory=memory_of(school.pk),
    )
    path.unlink()
    outcome = prepare(reading, school=school, at=story.start)
    if not outcome.problems:
        outcome = import_roster(
            reading=reading, school=school, file_name=path.name, by=None, at=story.start
        )
    if outcome.problems:
        message = f"the demo's own roster was refused: {outcome.problems[0]}"
        raise RuntimeError(message)
    for room in Classroom.objects.filter(school=school):
        story.rooms[f"{plan.code}:{room.grade}.{room.number}"] = room
    if plan.code in sizes.SCHOOLS:
        story.kept[f"rows:{plan.code}"] = rows


def drawn(story: Story, plan: sizes.SchoolPlan) -> list[Row]:
    """All lines of a school, class by class."""
    return [
        student(story, plan.code, grade, number, seat)
        for grade, number, size in plan.classes
        for seat in range(1, size + 1)
    ]


def written(story: Story, plan: sizes.SchoolPlan, rows: list[Row]) -> Path:
    """The schools of the story keep a plain sheet; of their neighbours each third does it its way."""
    title = f"{plan.name}花名册"
    way = 0 if plan.code in sizes.SCHOOLS else int(plan.code[1:]) % 3 + 1
    path = story.folder / f"{plan.code}{('.xlsx', '.zip', '.xlsx', '.csv')[way]}"
    if way == 0:
        roster_files.write_sheet(path, rows, title=title)
    elif way == 1:
        roster_files.write_oneroster(path, story.schools[plan.code], rows)
    elif way == 2:
        roster_files.write_messy(path, rows, title=title)
    else:
        roster_files.write_csv(path, rows)
    return path


def student(story: Story, code: str, grade: int, number: int, seat: int) -> Row:
    """One line of a roster: two parents mostly, sometimes one, sometimes a landline-less family."""
    people, chance = story.people, story.people.random
    sex = "女" if chance.random() < 0.48 else "男"
    surname = people.surname()
    year = school_year(timezone.localdate(story.now)) - 6 - grade + 1
    born = date(year - 1, 9, 1) + timedelta(days=chance.randrange(365))
    mother, father = people.mother(), people.father(surname)
    has_father = chance.random() < 0.6 or seat <= 3
    draw = people.student if code in sizes.SCHOOLS else people.rarer
    return [
        draw(surname, sex),
        f"{code}{year + 6}{number:02d}{seat:02d}",
        class_name(grade, number),
        sex,
        born.isoformat(),
        mother,
        people.phone(),
        father if has_father else "",
        people.phone() if has_father else "",
        ("住校" if seat % 4 == 0 else "走读") if grade >= BOARDING_FROM else "",
    ]
