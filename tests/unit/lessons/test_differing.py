"""What went and what came, with a line around it."""

import pytest

from lessons.rules.differing import lines, pairs


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([], [], []),
        (["a"], ["a"], []),
        (["a"], [], [("-", "a")]),
        ([], ["b"], [("+", "b")]),
        (["x", "a", "y"], ["x", "b", "y"], [("", "x"), ("-", "a"), ("+", "b"), ("", "y")]),
        (["1", "2", "3", "a"], ["1", "2", "3"], [("", "3"), ("-", "a")]),
    ],
)
def test_only_what_changed(before, after, said):
    assert [(each.mark, each.text) for each in lines(before, after)] == said


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("a", "a", []),
        ("a", "", [("a", None)]),
        ("xy", "xby", [(None, "b")]),
        ("xay", "xby", [("a", "b")]),
        ("ab", "c", [("a", "c"), ("b", None)]),
    ],
)
def test_what_came_in_the_place_of_what_went(before, after, found):
    assert pairs(before, after) == found
