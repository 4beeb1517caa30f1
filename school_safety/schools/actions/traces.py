"""What an import leaves behind so that it can be taken back: what it made, and what it changed to what."""

import base64
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

# By these one can see whether somebody has touched a row since the import made it.
WATCHED: dict[str, tuple[str, ...]] = {
    "student": (
        "name", "sex", "born_on", "number", "id_hash", "sourced_id", "status", "classroom_id",
    ),
    "guardian": ("name", "phone_hash", "sourced_id"),
    "guardianship": ("relation", "authority", "order", "held_at"),
    "enrolment": ("classroom_id", "since", "until"),
    "classroom": (),
    "user": ("last_login",),
}  # fmt: skip


COUNTED = frozenset(["guardianship", "enrolment"])  # their ids are numbers


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value if value is None or isinstance(value, str | int) else str(value)


def mark(kind: str, row: Any) -> bytes:
    """A short mark of the watched fields as they are now."""
    values = [plain(getattr(row, name)) for name in WATCHED[kind]]
    return hashlib.sha256(json.dumps(values).encode()).digest()[:MARK]


KEY, MARK = 16, 6  # bytes of a packed row: its id and its mark


@dataclass
class Undo:
    """Stored, sealed, with the batch; packed, since a district makes hundreds of thousands of rows."""

    made: dict[str, bytearray] = field(default_factory=lambda: defaultdict(bytearray))
    before: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, rows: list[Any]) -> None:
        """Remember rows that did not exist before."""
        packed = self.made[kind]
        for row in rows:
            key = row.pk.bytes if isinstance(row.pk, UUID) else row.pk.to_bytes(KEY, "big")
            packed += key + mark(kind, row)

    def keep(self, kind: str, row: Any, of: Any = None, **after: Any) -> None:
        """Remember what these fields of a row are now and what they are about to become.

        `of` is the student whose change this belongs to, where that is not the row itself.
        """
        old = {name: plain(getattr(row, name)) for name in after}
        new = {name: plain(value) for name, value in after.items()}
        entry = {"kind": kind, "pk": str(row.pk), "values": old, "after": new}
        self.before.append(entry | ({"of": str(of)} if of else {}))

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        made = {kind: base64.b64encode(packed).decode() for kind, packed in self.made.items()}
        return {"made": made, "before": self.before}


def made_of(stored: dict[str, Any]) -> dict[str, dict[str, bytes]]:
    """kind -> id -> mark, as `stored` packed them."""
    return {kind: _unpacked(kind, packed) for kind, packed in stored.get("made", {}).items()}


def _unpacked(kind: str, packed: str) -> dict[str, bytes]:
    content = base64.b64decode(packed)
    found = {}
    for at in range(0, len(content), KEY + MARK):
        key = content[at : at + KEY]
        pk = int.from_bytes(key, "big") if kind in COUNTED else UUID(bytes=key)
        found[str(pk)] = content[at + KEY : at + KEY + MARK]
    return found
