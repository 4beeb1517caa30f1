"""What a student's draft holds, looked up in the store and opened."""

from school_safety.volatile import store
from surveys.actions.drafting import KIND, Draft, opened
from surveys.models import Invitation


def read(slip: Invitation, length: int) -> Draft:
    """The draft of this slip; an empty one where none is kept."""
    return opened(store.get(KIND, str(slip.pk)), slip, length)
