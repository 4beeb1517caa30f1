"""Pinyin over characters: only what is read, each in its word, and nothing twice."""

import pytest

from lessons.rules.sounding import sounded

GOOD = "<ruby>好<rt>hǎo</rt></ruby>"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("", ""),
        ("<p>plain &amp; simple</p>", "<p>plain &amp; simple</p>"),
        ('<p title="你">a</p>', '<p title="你">a</p>'),
        (
            "<svg><title>图</title></svg>好",
            f"<svg><title>图</title></svg><span>{GOOD}</span>",
        ),
        ("<select><option>一</option></select>", "<select><option>一</option></select>"),
        ("<ruby>一<rt>yī</rt></ruby>", "<ruby>一<rt>yī</rt></ruby>"),
        ("好，A", f"<span>{GOOD}，A</span>"),
        ("<script>'好'</script>", "<script>'好'</script>"),
    ],
)
def test_only_text_is_touched(html, said):
    assert sounded(html) == said


def test_a_character_sounds_as_in_its_word():
    assert "<ruby>乐<rt>yuè</rt></ruby>" in sounded("音乐")
    assert "<ruby>乐<rt>lè</rt></ruby>" in sounded("快乐")
