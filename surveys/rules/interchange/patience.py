"""How long one formula may think, in seconds of the processor: the clock says how busy others are.

An honest formula answers in a fifth of a second and is asked a hundred times; one that needs longer
would never end. Only the child process that reads strangers' files carries the alarm (`arm`).
"""

import signal
from collections.abc import Callable
from functools import wraps
from typing import Any, Never

ASK_SECONDS = 0.5


class OutOfPatience(BaseException):
    """Not an Exception: libraries catch those on the way and would go on."""


def arm() -> None:
    """From here on a formula that thinks too long is interrupted."""
    signal.signal(signal.SIGVTALRM, _ring)


def _ring(_number: int, _frame: Any) -> Never:
    raise OutOfPatience


def patient[**P, R](ask: Callable[P, R]) -> Callable[P, R]:
    """The same function; where the alarm is armed, it raises OutOfPatience after ASK_SECONDS."""
    if signal.getsignal(signal.SIGVTALRM) is not _ring:
        return ask

    @wraps(ask)
    def asked(*args: P.args, **named: P.kwargs) -> R:
        signal.setitimer(signal.ITIMER_VIRTUAL, ASK_SECONDS)
        try:
            return ask(*args, **named)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    return asked
