"""What the preview of a draft can show: each question's own page, and all of them at once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

ALL = "all"
ENGLISH = "-en"


def modes(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Their codes and labels, from the questions' texts."""
    each = [
        (f"q{number}", _("第 %(number)d 题：%(text)s") % {"number": number, "text": text[:16]})
        for number, text in enumerate(texts, 1)
    ]
    english = [
        (f"{mode}{ENGLISH}", f"English · {number}") for number, (mode, _label) in enumerate(each, 1)
    ]
    whole = [(ALL, _("全部题目（不显示分数）")), (f"{ALL}{ENGLISH}", "English · all")]
    return [*each, *whole, *english]


def language_of(mode: str) -> str:
    """The language a mode is read in; empty for the editor's own."""
    return "en" if mode.endswith(ENGLISH) else ""


def place_of(mode: str) -> int | None:
    """The question that a mode shows, counted from 0; None for all of them."""
    number = mode.removesuffix(ENGLISH).removeprefix("q")
    return int(number) - 1 if number.isdecimal() else None
