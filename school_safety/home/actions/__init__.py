"""The guardian's doors: by printed code the first time, by a code to her own phone afterwards."""

from .arriving import ask_code, ask_for_letter, come_in, send_code, signed_in
from .handing import come_in_by_hand, give_in_hand, may_be_given_to
from .lobby import opened_kiosk
from .mailbox import ask_to_confirm, confirm, remove
from .printed import guardian_at_the_door, print_codes
from .repairing import print_repair_codes, take_new_number

__all__ = [
    "ask_code",
    "ask_for_letter",
    "ask_to_confirm",
    "come_in",
    "come_in_by_hand",
    "confirm",
    "give_in_hand",
    "guardian_at_the_door",
    "may_be_given_to",
    "opened_kiosk",
    "print_codes",
    "print_repair_codes",
    "remove",
    "send_code",
    "signed_in",
    "take_new_number",
]
