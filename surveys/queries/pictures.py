"""The twelve pictures as they are shown and printed: a drawing, and its word."""

from collections.abc import Iterable
from typing import Any

from surveys.choices import Picture

DRAWINGS = {
    Picture.BOAT: "surveys/pictures/boat.svg",
    Picture.FISH: "surveys/pictures/fish.svg",
    Picture.SUN: "surveys/pictures/sun.svg",
    Picture.MOON: "surveys/pictures/moon.svg",
    Picture.STAR: "surveys/pictures/star.svg",
    Picture.TREE: "surveys/pictures/tree.svg",
    Picture.HOUSE: "surveys/pictures/house.svg",
    Picture.FLOWER: "surveys/pictures/flower.svg",
    Picture.CAT: "surveys/pictures/cat.svg",
    Picture.APPLE: "surveys/pictures/apple.svg",
    Picture.UMBRELLA: "surveys/pictures/umbrella.svg",
    Picture.KITE: "surveys/pictures/kite.svg",
}


def shown(pictures: Iterable[str]) -> list[dict[str, Any]]:
    """Value, word and drawing of each, in this order."""
    return [
        {"value": each.value, "label": each.label, "file": DRAWINGS[each]}
        for each in map(Picture, pictures)
    ]
