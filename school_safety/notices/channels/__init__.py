"""Ways to a person: each takes a Delivery and sends it, or raises.

`CHANNELS` hands a message over and answers the carrier's own number of it. `TAKEN` says of a message
of which nobody was sure whether it was taken: True, or False where it may be sent (again).
"""

from collections.abc import Callable

from school_safety.notices.models import Delivery

from . import sms, wecom
from .email import send as email
from .refused import Busy, Refused, Trouble, Unsure

# The inbox needs no sending: its row is the message. Paper waits for a person's hand.
CHANNELS: dict[str, Callable[[Delivery], str | None]] = {
    "email": email,
    "sms": sms.send,
    "wecom": wecom.send,
}
# Mail is simply sent again: its Message-ID is the same, so a double folds into one.
TAKEN: dict[str, Callable[[Delivery], bool]] = {"sms": sms.taken, "wecom": wecom.taken}

__all__ = ["CHANNELS", "TAKEN", "Busy", "Refused", "Trouble", "Unsure"]
