"""What people do with messages, and what vendors tell of them."""

from .carrying import hand_out, know_parents
from .phones import set_staff_phone
from .reading import open_notice, read_all
from .reporting import hear
from .wishing import set_wish, stop_texts

__all__ = [
    "hand_out",
    "hear",
    "know_parents",
    "open_notice",
    "read_all",
    "set_staff_phone",
    "set_wish",
    "stop_texts",
]
