"""When each step of a lesson begins and ends."""

from collections.abc import Iterable


def spans(minutes: Iterable[int]) -> list[tuple[int, int]]:
    """[(0, 6), (6, 18)] for 6 and 12 minutes."""
    out: list[tuple[int, int]] = []
    start = 0
    for length in minutes:
        out.append((start, start + length))
        start += length
    return out
