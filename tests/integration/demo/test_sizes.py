"""The larger sizes: how many there are, and files that go through the roster's own doors."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from school_safety.demo.story import rosters
from school_safety.demo.story.sizes import SCHOOLS, SchoolPlan, schools
from school_safety.demo.story.told import Story
from school_safety.schools.actions.founding import found_district, found_school
from school_safety.schools.choices import BatchState
from school_safety.schools.models import Guardianship, ImportBatch, Student

CLASSES = ((1, 1, 7), (1, 2, 6), (3, 1, 6), (9, 1, 5))
NOW = datetime(2026, 11, 20, 10, tzinfo=timezone.get_default_timezone())
HEADS = {
    "tiny": {"S1": (4, 32), "S2": (2, 12), "S3": (1, 6), "S4": (2, 18)},
    "small": {"S1": (4, 190), "S2": (2, 90), "S3": (1, 30)},
    "school": {"S1": (24, 900), "S2": (24, 1100), "S3": (3, 100)},
}


@pytest.mark.parametrize("size", HEADS)
def test_sizes_are_those_of_the_contract(size):
    found = {s.code: (len(s.classes), sum(n for _g, _n, n in s.classes)) for s in schools(size)}
    assert found == HEADS[size]


def test_a_district_has_forty_schools_and_fifty_thousand_students():
    found = schools("district")
    ours = [school for school in found if school.district == "D1"]
    assert len(ours) == len({school.name for school in ours}) == 40
    assert sum(n for school in ours for _grade, _number, n in school.classes) == 50_000
    assert [school.code for school in found[:3]] == list(SCHOOLS)
    assert all(20 <= n <= 55 for school in found for _grade, _number, n in school.classes)
    seats = [
        (school.code, grade, number) for school in found for grade, number, _n in school.classes
    ]
    assert len(set(seats)) == len(seats)


@pytest.mark.parametrize("size", ["school", "district"])
def test_the_first_school_has_every_grade_from_the_youngest_on(size):
    grades = {grade for grade, _number, _n in schools(size)[0].classes}
    assert grades == set(range(1, 10))


def told(folder: Path, plan: SchoolPlan) -> Story:
    """A story in which only this school has been founded."""
    story = Story(seed=7, size="tiny", now=NOW, folder=folder, say=lambda _line: None)
    story.districts["D1"] = found_district(
        code="D1", name="青屿区", name_en="", hotlines=[], by=None, at=story.start
    )
    story.schools[plan.code] = found_school(
        district=story.districts["D1"], code=plan.code, name=plan.name, name_en="", by=None,
        at=story.start,
    )  # fmt: skip
    return story


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "kind", "ending"),
    [
        ("S1", "sheet", ".xlsx"),
        ("S4", "sheet", ".xlsx"),
        ("S5", "sheet", ".csv"),
        ("S6", "oneroster", ".zip"),
    ],
)
def test_every_way_of_writing_a_roster_is_read_without_an_error(tmp_path, code, kind, ending):
    plan = SchoolPlan(code, "D1", "青屿杉岭学校", "", CLASSES)
    story = told(tmp_path, plan)
    rosters.bring(story, plan)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.file_kind, batch.file_name) == (
        BatchState.WRITTEN,
        kind,
        f"{code}{ending}",
    )
    assert batch.counts["new"] == Student.objects.count() == 24
    assert AuditEvent.objects.filter(object_id=str(batch.pk)).count() == 1
    assert not list(tmp_path.iterdir())
    _as_drawn(Story(seed=7, size="tiny", now=NOW, folder=tmp_path, say=print), plan)


def _as_drawn(story: Story, plan: SchoolPlan) -> None:
    """The books say what another drawing from the same seed says."""
    drawn = {row[1]: row for row in rosters.drawn(story, plan)}
    assert len(drawn) == 24
    for student in Student.objects.select_related("classroom"):
        name, number, room, sex, born, mother, hers, father, his, _sleeps = drawn[student.number]
        assert (student.name, student.number, str(student.born_on)) == (name, number, born)
        assert (student.classroom.name, student.get_sex_display()) == (room, sex)
        links = Guardianship.objects.filter(student=student).select_related("guardian")
        said = {(link.guardian.name, link.guardian.phone) for link in links}
        assert said == {(mother, hers), *([(father, his)] if father else [])}


def test_another_seed_draws_other_people(tmp_path):
    plan = SchoolPlan("S4", "D1", "青屿杉岭学校", "", CLASSES)
    one, other = (
        Story(seed=seed, size="tiny", now=NOW, folder=tmp_path, say=print) for seed in (7, 8)
    )
    assert rosters.drawn(one, plan) != rosters.drawn(other, plan)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["seed_demo", "prepare_demo"])
def test_a_size_that_does_not_exist_is_refused_with_those_that_do(command):
    with pytest.raises(CommandError, match=r"village.*small.*school.*district"):
        call_command(command, "--size", "village", stdout=StringIO())
    assert not Student.objects.exists()
