"""What an import leaves behind so that it can be taken back: what it made, and what it changed to what."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

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


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value if value is None or isinstance(value, str | int) else str(value)


def mark(kind: str, row: Any) -> str:
    """A short mark of the watched fields as they are now."""
    values = [plain(getattr(row, name)) for name in WATCHED[kind]]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12] if values else ""


@dataclass
class Undo:
    """Stored, sealed, with the batch."""

    made: dict[str, dict[str, str]] = field(default_factory=dict)
    before: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, rows: list[Any]) -> None:
        """Remember rows that did not exist before."""
        self.made.setdefault(kind, {}).update({str(row.pk): mark(kind, row) for row in rows})

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
        return {"made": self.made, "before": self.before}
