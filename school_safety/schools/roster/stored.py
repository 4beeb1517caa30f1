"""Tables packed small, while they wait for the clerk."""

import base64
import json
import zlib
from typing import Any

from .rows import Line, Table


def pack(tables: list[Table]) -> dict[str, Any]:
    """As JSON that holds little."""
    plain = [
        [
            t.file,
            t.sheet,
            t.hidden,
            t.uncounted,
            [[n.number, n.cells, [*n.filled]] for n in t.lines],
        ]
        for t in tables
    ]
    content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return {"packed": base64.b64encode(zlib.compress(content, 1)).decode()}


def unpack(data: dict[str, Any]) -> list[Table]:
    """The tables again; none where nothing was kept."""
    if not data:
        return []
    plain = json.loads(zlib.decompress(base64.b64decode(data["packed"])))
    return [
        Table(
            file, sheet, [Line(n, cells, frozenset(filled)) for n, cells, filled in lines],
            hidden=hidden, uncounted=uncounted,
        )
        for file, sheet, hidden, uncounted, lines in plain
    ]  # fmt: skip
