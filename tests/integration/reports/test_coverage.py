"""The map of what was taught: live for a school, frozen for a district, nothing for strangers."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.actions import teaching
from lessons.queries.coverage import coverage
from school_safety.reports.models import CoverageMap
from tests.factories import shelves
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
DOOR = "reports:coverage_show"


@pytest.fixture
def taught(world, at):
    lesson = shelves.shelf(world, at)[0]
    for n in range(12):
        make_student(world.classroom, f"孩子{n}")
    return teaching.record_taught(
        classroom=world.classroom,
        lesson=lesson,
        taught_on=timezone.localdate(at),
        minutes=40,
        by=world.ht_a,
        at=at,
    )


@pytest.mark.parametrize("who", ["te", "ht_a", "rv", "co", "gu", "op", "au"])
def test_strangers_find_no_map(who, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse(DOOR)).status_code == 404
    assert client.post(reverse(DOOR)).status_code == 404
    assert not CoverageMap.objects.exists()


def test_a_grade_counts_its_classes(world, taught):
    rows = {row.theme: row for row in coverage([world.school.pk], world.classroom.school_year)}
    row = rows[taught.competency]
    assert (row.had, row.classes, row.grade) == (1, 2, 5)
    assert sum(each.had for each in rows.values()) == 1


def test_a_school_reads_its_own_and_freezes_nothing(world, taught, client_of):
    for who in (world.ed, world.sa):
        page = client_of(who).get(reverse(DOOR))
        assert page.status_code == 200
        assert world.other_school.name not in page.content.decode()
    assert client_of(world.ed).post(reverse(DOOR)).status_code == 404


def test_a_district_reads_what_was_frozen(world, taught, client_of):
    client = client_of(world.da)
    assert "还没有地图" in client.get(reverse(DOOR)).content.decode()
    for _press in range(2):
        assert client.post(reverse(DOOR)).status_code == 302
    kept = CoverageMap.objects.get()
    assert {line["school"] for line in kept.payload} == {
        world.school.name,
        world.other_school.name,
    }
    small = [line for line in kept.payload if line["school"] == world.other_school.name]
    assert set(small[0]["levels"].values()) == {"hidden"}
    assert not any(sign.isdigit() for sign in json.dumps(small[0]["levels"]))
    assert world.school.name in client.get(reverse(DOOR)).content.decode()
    assert world.school.name not in client_of(world.da_other).get(reverse(DOOR)).content.decode()
