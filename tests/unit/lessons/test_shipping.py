"""What becomes of a shipped page when a newer version comes."""

import pytest

from lessons.rules.shipping import Fate, Found, fate

NEVER = Found(there=False, known=False)
TAKEN = Found(there=False, known=True)
OLD = Found(there=True, known=True, news=True)
OLD_EDITED = Found(there=True, known=True, news=True, touched=True)
AS_SHIPPED = Found(there=True, known=True)
EDITED = Found(there=True, known=True, touched=True)


@pytest.mark.parametrize(
    ("chinese", "english", "becomes"),
    [
        (NEVER, NEVER, Fate.NEW),
        (TAKEN, TAKEN, Fate.GONE),
        (TAKEN, NEVER, Fate.GONE),
        (AS_SHIPPED, AS_SHIPPED, Fate.SAME),
        (EDITED, EDITED, Fate.SAME),
        (AS_SHIPPED, TAKEN, Fate.SAME),
        (OLD, OLD, Fate.RENEWED),
        (OLD, AS_SHIPPED, Fate.RENEWED),
        (OLD, EDITED, Fate.OURS),
        (OLD_EDITED, OLD, Fate.OURS),
        (OLD, TAKEN, Fate.OURS),
        (OLD, NEVER, Fate.OURS),
    ],
)
def test_both_languages_go_together(chinese, english, becomes):
    assert fate([chinese, english]) == becomes
