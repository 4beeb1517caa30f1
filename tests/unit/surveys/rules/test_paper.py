"""Paper: large enough for the grade, long questions whole, both sides of a leaf one student's."""

import pytest

from surveys.rules.paper import CHILD, PLAIN, TALLEST, YOUNG, Line, height, sides, tall, type_of

SHORT = Line("我按时睡觉。", "", ["没有", "有时候", "常常这样"])
LONG = Line("最近一年里，" * 20, "手机、电脑、平板上的都算。", ["几乎每天都是这样的"] * 5)


@pytest.mark.parametrize(
    ("grade", "points"), [(1, 16), (3, 16), (4, 16), (5, 14), (6, 14), (7, 12), (12, 12)]
)
def test_the_younger_the_larger(grade, points):
    assert type_of(grade).points == points


@pytest.mark.parametrize("type_", [CHILD, YOUNG, PLAIN])
def test_the_longest_question_sets_the_height_for_all(type_):
    assert tall([SHORT], type_) == type_.least
    assert tall([SHORT, LONG], type_) >= height(LONG, type_) > type_.least
    assert tall([Line("长" * 2000, "", ["是"])], type_) == TALLEST
    assert tall([], type_) == type_.least


def test_options_that_do_not_fit_a_line_go_to_the_next():
    one = Line("问", "", ["选" * 30])
    assert height(Line("问", "", ["选" * 30] * 2), PLAIN) > height(one, PLAIN)
    assert height(Line("问", "", ["选" * 50]), PLAIN) > height(one, PLAIN)


@pytest.mark.parametrize(
    ("count", "each", "type_", "found"),
    [
        (9, 20, PLAIN, [8, 1]),
        (5, 32, CHILD, [5, 0]),
        (10, 32, CHILD, [5, 5]),
        (20, 24, YOUNG, [6, 7, 7, 0]),
        (2, 80, CHILD, [2, 0]),
        (3, 200, PLAIN, [1, 1, 1, 0]),
        (0, 20, PLAIN, [0, 0]),
    ],
)
def test_full_leaves_and_every_question_once(count, each, type_, found):
    laid = sides(count, each, type_)
    assert [len(side) for side in laid] == found
    assert [n for side in laid for n in side] == list(range(count))
