"""Who may be meant: a table of what people type and what the roll says."""

from datetime import date

import pytest

from interventions.rules.likeness import AT_MOST, Child, Told, alike, by_name

TABLE = [
    # what was typed, the name of the roll, why
    ("张小禾", "张小禾", "same_name"),
    ("五年级张小禾", "张小禾", "same_name"),
    ("刘升", "刘昇", "same_shape"),
    ("劉陞", "刘昇", "same_shape"),
    ("李啓明", "李启明", "same_shape"),
    ("李啟明", "李启明", "same_shape"),
    ("王渺", "王淼", "same_shape"),
    ("付晓东", "傅曉东", "same_shape"),
    ("章晓荷", "张小禾", "same_sound"),
    ("zhangxiaohe", "张小禾", "same_sound"),
    ("Zhang Xiao He", "张小禾", "same_sound"),
    ("Zhang Xiao'he", "张小禾", "same_sound"),
    ("shanyufei", "单于飞", "same_sound"),  # a surname that is read in its own way
    ("zengzixuan", "曾子轩", "same_sound"),
    ("lvsiyu", "吕思雨", "same_sound"),
    ("lüsiyu", "吕思雨", "same_sound"),
    ("ouyangnana", "欧阳娜娜", "same_sound"),
    ("谢晓东", "解晓东", "same_sound"),
    ("臧晓荷", "张小禾", "near_sound"),
    ("zangxiaohe", "张小禾", "near_sound"),
    ("南天", "蓝天", "near_sound"),
    ("小禾", "张小禾", "part_of_name"),
    ("小禾同学", "张小禾", "part_of_name"),
    ("禾", "张小禾", "part_of_name"),
    ("晓荷", "张小禾", "part_of_sound"),
    ("xiaohe", "张小禾", "part_of_sound"),
    ("zhang", "张小禾", "part_of_sound"),
    ("zxh", "张小禾", "initials"),
    ("syf", "单于飞", "initials"),
    ("张", "张小禾", "surname"),
    ("陈明", "张小禾", ""),
    ("zx", "张小禾", ""),
    ("z", "张小禾", ""),
    ("高个子", "张小禾", ""),
    ("", "张小禾", ""),
    ("  ", "张小禾", ""),
    ("张小禾", "", ""),
    ("312", "张小禾", ""),
]


@pytest.mark.parametrize(("typed", "name", "why"), TABLE)
def test_by_name(typed: str, name: str, why: str) -> None:
    assert by_name(typed, name) == why


ROLL = [
    Child(1, "张小禾", (5, 1), date(2015, 3, 5)),
    Child(2, "章晓荷", (5, 2), date(2015, 9, 1)),
    Child(3, "张晓鹤", (3, 1), None),
    Child(4, "李小苗", (5, 1), date(2015, 3, 5)),
    Child(5, "赵小白"),
]


def order(told: Told) -> list[tuple[object, ...]]:
    return [(match.child.key, *match.reasons) for match in alike(told, ROLL)]


def test_the_written_name_stands_before_what_only_sounds_like_it() -> None:
    assert order(Told("张小禾")) == [
        (1, "same_name"),
        (3, "same_sound"),
        (2, "same_sound"),
    ]


def test_the_class_decides_between_sounds() -> None:
    assert order(Told("zhangxiaohe", (5, 2)))[0] == (2, "same_sound", "same_class")
    assert next(key for key, *_ in order(Told("zhangxiaohe", (3, 9)))) == 3  # the same grade


def test_a_birthday_finds_who_is_called_otherwise_and_a_class_alone_nobody() -> None:
    assert order(Told("毛毛", None, date(2015, 3, 5))) == [
        (1, "same_birthday"),
        (4, "same_birthday"),
    ]
    assert order(Told("毛毛", (5, 1))) == []


def test_at_most_eight() -> None:
    roll = [Child(i, f"张{c}") for i, c in enumerate("一二三四五六七八九十")]
    assert len(alike(Told("张"), roll)) == AT_MOST
