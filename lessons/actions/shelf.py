"""Reading what is shipped: one TOML file per text and language under `lessons/content/`."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent.parent / "content"
STREAMS = ("body", "sources", "questions")


def slugs(folder: str) -> list[str]:
    """The texts of a folder, in the order of their names."""
    return sorted(
        path.name.removesuffix(".zh-hans.toml")
        for path in (CONTENT / folder).glob("*.zh-hans.toml")
    )


def read(folder: str, slug: str, language: str) -> dict[str, Any]:
    """The fields of one page; a stream is a list of tables, each with its `type`."""
    path = CONTENT / folder / f"{slug}.{language}.toml"
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in STREAMS:
        if isinstance(fields.get(name), list):
            fields[name] = [_block(dict(table)) for table in fields[name]]
    return {name: _tidy(value) for name, value in fields.items()}


def _block(table: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    kind = table.pop("type")
    return kind, {name: _tidy(value) for name, value in table.items()}


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
