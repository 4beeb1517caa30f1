"""Paper: large enough for the grade, long questions whole, both sides of a leaf one student's."""

import pytest

from surveys.rules.paper import CHILD, PLAIN, TALLEST, YOUNG, Line, height, lay, type_of

SHORT = Line("我按时睡觉。", "", ["没有", "有时候", "常常这样"])
LONG = Line("最近一年里，" * 20, "手机、电脑、平板上的都算。", ["几乎每天都是这样的"] * 5)


@pytest.mark.parametrize(
    ("grade", "points"), [(1, 16), (3, 16), (4, 16), (5, 14), (6, 14), (7, 12), (12, 12)]
)
def test_the_younger_the_larger(grade, points):
    assert type_of(grade).points == points


@pytest.mark.parametrize("type_", [CHILD, YOUNG, PLAIN])
def test_the_longest_question_sets_the_height_for_all(type_):
    assert lay([SHORT], 40, type_).tall >= type_.least
    assert lay([SHORT, LONG], 40, type_).tall >= height(LONG, type_) > type_.least
    assert lay([Line("长" * 2000, "", ["是"])], 2, type_).tall == TALLEST


def test_options_that_do_not_fit_a_line_go_to_the_next():
    one = Line("问", "", ["选" * 30])
    assert height(Line("问", "", ["选" * 30] * 2), PLAIN) > height(one, PLAIN)
    assert height(Line("问", "", ["选" * 50]), PLAIN) > height(one, PLAIN)


@pytest.mark.parametrize(
    ("lines", "count", "type_", "found", "tall"),
    [
        ([SHORT], 9, PLAIN, [5, 4], 32),
        ([SHORT], 10, CHILD, [5, 5], 32),
        ([SHORT], 5, CHILD, [3, 2], 44),
        ([SHORT], 20, YOUNG, [5, 5, 5, 5], 32),
        ([SHORT], 40, PLAIN, [7, 7, 7, 7, 7, 5], 20),
        ([SHORT], 1, PLAIN, [1, 0], 32),
        ([SHORT], 0, PLAIN, [0, 0], 32),
        ([Line("长" * 2000, "", ["是"])], 3, PLAIN, [2, 1], 80),
    ],
)
def test_full_leaves_and_every_question_once(lines, count, type_, found, tall):
    laid = lay(lines, count, type_)
    assert [len(side) for side in laid.sides] == found
    assert [n for side in laid.sides for n in side] == list(range(count))
    assert laid.tall == tall
    assert max(found[0] * laid.tall - type_.first, 0) == 0
    assert all(n * laid.tall <= type_.later for n in found[1:])
