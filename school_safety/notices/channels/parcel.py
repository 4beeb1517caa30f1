"""One text message on its way to a vendor, and what a vendor must be able to do with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """`key` is ours and comes back with reports; `family` and `code` fill the vendor's template.

    `words` are for a sender of the house's own: vendors have approved texts, and need none.
    """

    key: str
    number: str
    family: str
    language: str
    code: str
    words: str

    @property
    def params(self) -> dict[str, str]:
        """What a template may be filled with: the one-time code, and nothing else, ever."""
        return {"code": self.code} if self.code else {}


class Vendor(Protocol):
    """Text messages through somebody else's house."""

    def carry(self, parcel: Parcel) -> str:
        """Hand it over: the vendor's own number of it. Refused, Busy or Unsure otherwise."""

    def taken(self, parcel: Parcel, *, since: datetime, at: datetime) -> bool:
        """Whether one of which nobody was sure was taken then. Busy while it cannot be told."""


def template(templates: dict[str, str], parcel: Parcel) -> str:
    """The vendor's number of the approved text, in her language where there is one."""
    return templates.get(f"{parcel.family}.{parcel.language}") or templates[parcel.family]
