"""What fits on a wall."""

import pytest

from lessons.rules import paging


@pytest.mark.parametrize(
    ("parts", "full", "expected"),
    [
        ([], 10, []),
        (["一二三", "四五六"], 10, [["一二三", "四五六"]]),
        (["一二三四五六", "七八九十一"], 10, [["一二三四五六"], ["七八九十一"]]),
        (["一" * 30], 10, [["一" * 30]]),
        (["a" * 12, "b" * 12], 12, [["a" * 12, "b" * 12]]),
    ],
)
def test_parts_stay_whole_and_in_order(parts, full, expected):
    assert paging.screens(parts, full=full) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第二十次会不会更容易？（不会，机会一样。）",
            ("第二十次会不会更容易？", "不会，机会一样。"),
        ),
        ("Is it easier now? (No, the same.)", ("Is it easier now?", "No, the same.")),
        ("（全在括号里）", ("（全在括号里）", "")),
        ("括号（在中间）的话，不算答案。", ("括号（在中间）的话，不算答案。", "")),
        ("没有括号", ("没有括号", "")),
    ],
)
def test_an_answer_in_brackets_waits(text, expected):
    assert paging.aside(text) == expected
