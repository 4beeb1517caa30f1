"""Very many records within the hour: from then on an older proof of who is there does not do."""

import time
from typing import Any

from school_safety.volatile import store

KIND = "read/many"


def ask_before_next(user: Any, *, for_seconds: int) -> bool:
    """Remember the moment; False where it stands already, until the counted hour (or day) is over."""
    moment = repr(time.time()).encode()
    return store.put_new(KIND, str(user.pk), moment, for_seconds)


def asked_since(user: Any) -> float:
    """A proof must be younger than this; 0 where nobody asks."""
    moment = store.get(KIND, str(user.pk))
    return float(moment) if moment else 0.0
