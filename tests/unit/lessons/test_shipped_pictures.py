"""The drawings that come with the lessons: small, there, and said in words in both languages."""

import re

import pytest
from PIL import Image

from lessons.actions import shelf
from lessons.actions.pictures import DRAWN

HAN = re.compile(r"[\u4e00-\u9fff]")


def named(language: str) -> dict[str, list[dict[str, str]]]:
    lessons = {
        slug: shelf.read("lessons", slug, language)["body"] for slug in shelf.slugs("lessons")
    }
    return {
        slug: [each for _kind, block in body for each in block.get("pictures", ())]
        for slug, body in lessons.items()
    }


def test_both_languages_show_the_same_and_say_it_themselves():
    chinese, english = named("zh-hans"), named("en")
    for slug, found in chinese.items():
        others = english[slug]
        assert [each["picture"] for each in found] == [each["picture"] for each in others]
        for each, other in zip(found, others, strict=True):
            assert len(HAN.findall(each["alt"])) >= 10
            assert not HAN.search(other["alt"] + other["caption"] + other["credit"])
            assert len(other["alt"].split()) >= 8


def test_every_drawing_is_used_and_there():
    used = {each["picture"] for found in named("en").values() for each in found}
    assert used == {path.stem for path in DRAWN.glob("*.png")}


@pytest.mark.parametrize("path", sorted(DRAWN.glob("*.png")), ids=lambda path: path.stem)
def test_a_drawing_is_small_and_carries_nothing(path):
    assert path.stat().st_size < 40_000
    with Image.open(path) as image:
        assert image.width >= 1200
        assert not image.info.keys() - {"transparency"}
