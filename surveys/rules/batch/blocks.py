"""A block of answers: int8, one row per item and one column per respondent.

`block[place]` is the option number of that item for everybody, in one run of memory; -1 stands for
unanswered and for what did not apply. Items lie in the order of the form.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.rules.packing import FIRST, MOST_OPTIONS, BadAnswers

MISSING = -1
ROWS = 65_536  # fits the second cache of a usual processor, with what is made of it

Block = NDArray[np.int8]
Flags = NDArray[np.bool_]
Numbers = NDArray[Any]


def pieces(block: Block, rows: int = ROWS) -> Iterator[Block]:
    """Views of at most so many respondents, in order; nothing is copied."""
    for first in range(0, block.shape[1], rows):
        yield block[:, first : first + rows]


def incomplete(block: Block) -> Flags:
    """True for each respondent with anything missing."""
    gone: Flags = np.bitwise_or.reduce(block, axis=0) < 0
    return gone


def unpack_all(texts: Sequence[str], sizes: Sequence[int]) -> Block:
    """Packed answers (`packing.pack`) of one form -> block; BadAnswers as `packing.unpack`."""
    joined = "".join(texts)
    if len(joined) != len(texts) * len(sizes) or any(len(text) != len(sizes) for text in texts):
        raise BadAnswers("length")
    try:
        marks = np.frombuffer(joined.encode("ascii"), np.uint8)
    except UnicodeEncodeError as error:
        raise BadAnswers("option") from error
    block = np.array(marks.reshape(len(texts), len(sizes)).T, order="C")
    nothing = (block == ord("-")) | (block == ord("x"))
    block -= FIRST  # anything below wraps round to beyond the last option
    most = np.minimum(np.array(sizes, np.uint8), MOST_OPTIONS)[:, None]
    if bool(((block >= most) & ~nothing).any()):
        raise BadAnswers("option")
    block[nothing] = 255
    return block.view(np.int8)
