"""Small decisions behind the interface tags: plain values in, plain values out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import mark_safe

NOTICE_ICONS = {"waiting": "clock", "done": "circle-check", "now": "triangle-alert"}
CHECK_ICONS = {"ok": "check", "wait": "clock", "stop": "circle-x", "": "circle"}

# A paper boat: our own drawing.
BOAT = mark_safe(
    '<svg viewBox="0 0 160 100" fill="none" stroke="currentColor" stroke-width="2.5" '
    'stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">'
    '<path d="M80 14 52 56h56z"/><path d="M80 14v42"/>'
    '<path d="M28 48l24 8h56l24-8-20 28H48z"/>'
    '<path d="M52 56l28 20 28-20" opacity=".45"/>'
    '<path d="M10 84c10 0 10 6 20 6s10-6 20-6 10 6 20 6 10-6 20-6 10 6 20 6 10-6 20-6 10 6 20 6" '
    'opacity=".6"/></svg>'
)


def masked(name: str) -> str:
    """The family name and a star: 张*."""
    return f"{name[:1]}*" if name else "*"


def steps(names: Iterable[str], here: int) -> list[dict[str, Any]]:
    """Each step with what it is: done, here, or still to come."""
    return [
        {"name": name, "state": "done" if i < here else "here" if i == here else ""}
        for i, name in enumerate(names)
    ]


def gauge(used: int, limit: int, planned: int) -> dict[str, int]:
    """Widths of the parts, in the units of the limit; the part over the limit apart."""
    inside = min(used, limit)
    fits = max(0, min(planned, limit - used))
    return {
        "used": inside,
        "fits": fits,
        "fits_from": inside,
        "over": max(0, used + planned - limit),
        "over_from": inside + fits,
        "limit": limit,
        "whole": max(limit, used + planned, 1),
    }


def checked(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items with the icon of their state."""
    return [
        {**item, "icon": item.get("icon") or CHECK_ICONS[item.get("state", "")]} for item in items
    ]


def named(lines: Iterable[Mapping[str, str]], language: str) -> list[dict[str, str]]:
    """Hotlines with their name in the language of the page."""
    return [
        {
            "number": line["number"],
            "name": (line.get("name_en") if language == "en" else "") or line["name"],
        }
        for line in lines
    ]
