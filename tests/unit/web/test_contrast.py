"""Text on any ground at 4.5:1, shapes at 3:1, in both themes: computed from tokens.css itself."""

import re

import pytest
from django.conf import settings

TEXT = [
    *(("ink", on) for on in ("paper", "card", "sunk", "primary-wash", "waiting-wash", "done-wash")),
    *(
        ("quiet", on)
        for on in ("paper", "card", "sunk", "primary-wash", "waiting-wash", "now-wash")
    ),
    *(("primary", on) for on in ("paper", "card", "sunk", "primary-wash")),
    ("on-primary", "primary"),
    ("on-primary", "primary-deep"),
    ("waiting-ink", "waiting-wash"),
    ("waiting-ink", "card"),
    ("done-ink", "done-wash"),
    ("done-ink", "card"),
    ("now-ink", "now-wash"),
    ("now-ink", "card"),
    ("now-ink", "paper"),
    ("on-now", "now"),
]
SHAPES = [
    ("edge", "card"),
    ("edge", "paper"),
    ("waiting", "card"),
    ("done", "card"),
    ("now", "card"),
]


def tokens(theme: str) -> dict[str, str]:
    css = (settings.BASE_DIR / "templates/layouts/css/tokens.css").read_text("utf-8")
    light, rest = css.split("@media", 1)
    block = light if theme == "light" else rest.split(':root[data-theme="dark"]')[1]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_legible(theme, ink, ground):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out(theme, shape, ground):
    colours = tokens(theme)
    assert contrast(colours[shape], colours[ground]) >= 3


def test_the_dark_theme_is_written_the_same_twice():
    css = (settings.BASE_DIR / "templates/layouts/css/tokens.css").read_text("utf-8")
    by_system = css.split("@media", 1)[1].split(':root[data-theme="dark"]')[0]
    assert dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", by_system)) == tokens("dark")
