"""Sets of sequence numbers, written as [[first, last], ...]."""

from collections.abc import Iterable, Iterator, Sequence

Ranges = list[list[int]]


def pack(numbers: Iterable[int]) -> Ranges:
    """Ascending numbers as ranges."""
    packed: Ranges = []
    for number in numbers:
        if packed and packed[-1][1] == number - 1:
            packed[-1][1] = number
        else:
            packed.append([number, number])
    return packed


def unpack(ranges: Iterable[Sequence[int]]) -> Iterator[int]:
    """The numbers again."""
    for first, last in ranges:
        yield from range(first, last + 1)
