"""Ways to a person: each takes a Delivery and sends it, or raises."""

from .email import send as email
from .refused import Refused
from .sms import send as sms

CHANNELS = {"email": email, "sms": sms}  # the inbox needs no sending: its row is the message

__all__ = ["CHANNELS", "Refused"]
