"""What went and what came, with a line around it."""

import pytest

from lessons.rules.differing import lines


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
