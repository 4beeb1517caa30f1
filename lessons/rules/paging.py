"""How much fits on a wall: words that can be read from the last row."""

from collections.abc import Callable, Iterable

FULL = 110  # Chinese characters on one screen
FEW = 45  # so few that they may be set larger
MANY = 85  # so many that they stand closer
LINES = 6  # with the heading


def weight(text: str) -> float:
    """In Chinese characters; a letter of English takes half as much room."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.45 for letter in text)


def screens[T](
    parts: Iterable[T], words: Callable[[T], str] = str, full: int = FULL
) -> list[list[T]]:
    """The parts, in order, on as few screens as they need; a part is never divided."""
    out: list[list[T]] = []
    room = 0.0
    for part in parts:
        cost = weight(words(part))
        if not out or cost > room:
            out.append([])
            room = float(full)
        out[-1].append(part)
        room -= cost
    return out


def aside(text: str) -> tuple[str, str]:
    """A step and the answer that stands in brackets at its end, to be shown a moment later."""
    bare = text.rstrip()
    for opens, closes in ("（）", "()"):
        start = bare.rfind(opens)
        if bare.endswith(closes) and start > 0 and weight(bare[:start]) >= 6:
            return bare[:start].rstrip(), bare[start + 1 : -1].strip()
    return bare, ""
