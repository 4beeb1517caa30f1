"""To the end of the school year and six months more."""

from datetime import date

import pytest

from lessons.rules.keeping import erased_before


@pytest.mark.parametrize(
    ("today", "first_kept"),
    [
        (date(2026, 2, 28), date(2024, 9, 1)),
        (date(2026, 3, 1), date(2025, 9, 1)),
        (date(2026, 8, 31), date(2025, 9, 1)),
        (date(2026, 11, 23), date(2025, 9, 1)),
    ],
)
def test_what_is_older_goes(today, first_kept):
    assert erased_before(today) == first_kept
