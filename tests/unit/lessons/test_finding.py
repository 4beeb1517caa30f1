"""Chinese is found by its characters, by its sound and by first letters."""

import pytest

from lessons.rules import finding

INDEX = finding.index("遇到网暴，先做这三件事", "睡眠要够，QQ群里少熬夜", initials="遇到网暴")
ENGLISH = finding.index("When they pile on", "“Bullying” is not a joke.")


def there(question: str, index: str = INDEX) -> bool:
    pieces = finding.pieces(question)
    hits = sum(any(form in index for form in piece.forms) for piece in pieces)
    return bool(pieces) and hits >= finding.enough(len(pieces))


@pytest.mark.parametrize(
    "question",
    [
        "网暴", "暴", "wangbao", "wangba", "WangBao", "wb", "shuimian", "shuim", "ＱＱ", "qq群",
        "遇到网暴怎么办", "网暴 睡眠", "熬夜睡眠",
    ],
)  # fmt: skip
def test_it_is_found(question):
    assert there(question)


@pytest.mark.parametrize(
    "question", ["充值", "chongzhi", "wangluo", "bw", "", "　", "%_", "'", "暴网络诈骗兼职"]
)
def test_it_is_not_found(question):
    assert not there(question)


@pytest.mark.parametrize(
    ("question", "found"),
    [("bully", True), ("bullying", True), ("BULLIED", False), ("the pile", True), ("oke", False)],
)
def test_english_words_are_found_from_their_beginning(question, found):
    assert there(question, ENGLISH) is found


@pytest.mark.parametrize("hostile", ["a" * 400, "an" * 200, "' OR 1=1 --", "\x00\x00", "v" * 30])
def test_a_hostile_question_stays_small(hostile):
    pieces = finding.pieces(hostile)
    assert len(pieces) <= finding.ASKED
    assert all(len(piece.forms) <= 8 for piece in pieces)


def test_what_cannot_be_split_is_no_pinyin():
    assert finding.syllables("a" * 31) == ()
    assert ("xi", "an") in finding.syllables("xian")


def test_an_excerpt_shows_the_hit_in_its_place():
    text = "前面的话" * 20 + "网暴来了" + "后面的话" * 40
    before, hit, after = finding.excerpt(text, finding.pieces("网暴"))
    assert (before[0], hit, after[-1]) == ("…", "网暴", "…")
    assert len(before) + len(after) < 100
    assert finding.excerpt(text, finding.pieces("wangbao")) is None
