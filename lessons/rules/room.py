"""How many lines of a reply slip a family's words need."""

from unicodedata import east_asian_width

LINE = 44  # Chinese characters across the slip, some to spare
NARROW = 0.7  # of a Chinese character, in a letter of the other kind


def lines(words: str) -> int:
    """Enough of them: of two lines after each other, together they are always more than one full."""
    wide = sum(1 if east_asian_width(each) in "WFA" else NARROW for each in words)
    return 1 if wide <= LINE else 1 + int(wide // (LINE / 2))
