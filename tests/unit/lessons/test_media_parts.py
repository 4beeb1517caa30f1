"""Which bytes of a film or sound a player gets."""

import pytest

from lessons.views.media import MOST, _span


@pytest.mark.parametrize(
    ("start", "end", "size", "span"),
    [
        ("0", "1", 100, (0, 1)),
        ("0", "", 100, (0, 99)),
        ("90", "500", 100, (90, 99)),
        ("", "10", 100, (90, 99)),
        ("", "500", 100, (0, 99)),
        ("0", "", 3 * MOST, (0, MOST - 1)),
        ("100", "", 100, None),
        ("5", "4", 100, None),
        ("", "0", 100, None),
        ("", "", 100, None),
        ("0", "", 0, None),
    ],
)
def test_the_span(start, end, size, span):
    assert _span(start, end, size) == span
