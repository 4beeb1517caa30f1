"""Rows of counts become tables; grades too small to show anything join their neighbours."""

import pandas as pd
import pytest

from school_safety.reports import frames


def frame(**grades):
    return pd.DataFrame(
        [{"grade": int(name[1:]), "sex": "f", "band": 0, "n": n} for name, n in grades.items()]
    )


@pytest.mark.parametrize(
    ("grades", "names"),
    [
        ({"g5": 150, "g7": 190, "g8": 12}, ["05", "07-08"]),
        ({"g5": 12, "g7": 190, "g8": 60}, ["05-07", "08"]),
        ({"g5": 20, "g6": 20, "g7": 20}, ["05-07"]),
        ({"g1": 20}, ["01"]),
        ({"g5": 80, "g12": 70}, ["05", "12"]),
    ],
)
def test_grades_join_until_they_are_large(grades, names):
    assert frames.names(frames.joined(frame(**grades)), "grade") == names


def test_results_without_a_readable_band_count_as_incomplete():
    rows = [
        {"school_id": "s", "grade": 5, "sex": "f", "band": None, "n": 2},
        {"school_id": "s", "grade": 5, "sex": "m", "band": 8, "n": 3},
        {"school_id": "s", "grade": 5, "sex": "m", "band": 3, "n": 4},
    ]
    assert frames.counts(frames.results(rows), "grade") == {("5", "3"): 4, ("5", "7"): 5}
