"""Two readings of one sheet, and a third where they differ."""

import pytest

from surveys.rules import keying
from surveys.rules.keying import Agreement, agree
from surveys.rules.packing import BadAnswers


@pytest.mark.parametrize(
    ("first", "second", "third", "marks", "open_"),
    [
        ("", "", {}, "", ()),
        ("012", "012", {}, "012", ()),
        ("012", "022", {}, "0?2", (1,)),
        ("012", "022", {1: "1"}, "012", ()),  # the first reading was right
        ("012", "022", {1: "2"}, "022", ()),  # the second one was, looked at again
        ("012", "022", {1: "0"}, "0?2", (1,)),  # three readings, three answers
        ("012", "022", {1: "-"}, "0?2", (1,)),
        ("0-2", "002", {1: "-"}, "0-2", ()),
        ("0-2", "0*2", {}, "0*2", ()),  # no option either way; that two were ticked stays noted
        ("0*2", "0-2", {}, "0*2", ()),
        ("0*2", "002", {1: "-"}, "0*2", ()),
        ("01", "10", {0: "0"}, "0?", (1,)),
        ("012", "012", {0: "2"}, "012", ()),  # what was settled is not opened by a later look
    ],
)
def test_two_equal_readings_decide(first, second, third, marks, open_):
    found = agree(first, second, third)
    assert "".join(mark or "?" for mark in found.marks) == marks
    assert found.differing == open_
    assert found.whole == (not open_)


def test_readings_of_different_length_are_no_readings_of_one_sheet():
    with pytest.raises(ValueError, match="zip"):
        agree("01", "012")


@pytest.mark.parametrize(
    ("marks", "sizes", "fits"),
    [
        ("01-*", (2, 2, 2, 2), True),
        ("2", (2,), False),
        ("3", (4,), True),
        ("0", (2, 2), False),
        ("x", (4,), False),
        (["", "0"], (2, 2), False),
        (["00"], (2,), False),
        ("/", (2,), False),
    ],
)
def test_a_mark_is_an_option_of_its_question_or_none(marks, sizes, fits):
    if fits:
        keying.check(marks, sizes)
    else:
        with pytest.raises(BadAnswers):
            keying.check(marks, sizes)


def test_no_option_and_not_settled_are_both_no_answer():
    assert keying.choices_of(("0", "3", "-", "*", None)) == (0, 3, None, None, None)
    assert keying.two_ticks(("0", "*", "-", None)) == (1,)
    assert [keying.mark_of(choice) for choice in (0, 3, None)] == ["0", "3", "-"]


def test_nothing_is_open_on_a_sheet_without_questions():
    assert Agreement(()).whole
