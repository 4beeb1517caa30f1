"""One kind of happening."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """`code` is stored; `zh` and `en` are the sentences; `s` the highest data class it touches."""

    code: str
    zh: str
    en: str
    s: int = 1
