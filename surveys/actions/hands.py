"""A hand up in the computer room. Allowed to be lost, like everything that is not an answer."""

from school_safety.volatile import store
from surveys.models import Invitation
from surveys.queries.rooms import hands_kind

TTL = 20 * 60  # seconds after which a hand nobody saw comes down by itself


def put_up(invitation: Invitation) -> None:
    """The teacher in the room sees that help is wanted here, and nothing of what is on the screen."""
    store.put(hands_kind(invitation.sitting_id), str(invitation.pk), b"1", TTL)


def take_down(invitation: Invitation) -> None:
    """Seen to, or handed in."""
    store.delete(hands_kind(invitation.sitting_id), str(invitation.pk))
