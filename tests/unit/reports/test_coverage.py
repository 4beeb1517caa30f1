"""Levels with thresholds; few children hide a grade."""

import pytest

from school_safety.reports import coverage


@pytest.mark.parametrize(
    ("had", "classes", "students", "level"),
    [
        (0, 4, 180, "none"),
        (1, 4, 180, "thin"),
        (3, 4, 180, "thin"),
        (4, 5, 180, "good"),
        (4, 4, 10, "good"),
        (4, 4, 9, "hidden"),
        (0, 1, 9, "hidden"),
        (0, 0, 0, "hidden"),
    ],
)
def test_levels(had, classes, students, level):
    assert coverage.level(had, classes, students) == level


def line(school, *levels):
    themes = ("safety", "skill", "ethics", "law")
    return {
        "school": school,
        "school_en": school,
        "grade": 5,
        "levels": dict(zip(themes, levels, strict=True)),
    }


def test_the_drawing_counts_only_what_is_shown():
    lines = [
        line("B", "good", "none", "hidden", "thin"),
        line("A", "thin", "none", "hidden", "good"),
    ]
    assert list(coverage.figure(lines).values) == [50, 0, None, 50]


def test_schools_stay_in_the_order_they_came():
    lines = [line("B", *["none"] * 4), line("A", *["good"] * 4)]
    assert [row["school"] for row in coverage.rows(lines)] == ["B", "A"]
