"""Numbered lists: the neighbours of a page, keeping every filter."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict


def numbered(page: Page, query: QueryDict) -> dict[str, Any]:
    """What the pagination line shows."""
    return {
        "page": page,
        "before": _link(query, page.number - 1) if page.has_previous() else "",
        "after": _link(query, page.number + 1) if page.has_next() else "",
    }


def _link(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"
