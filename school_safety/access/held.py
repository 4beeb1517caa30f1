"""What somebody has typed when a door closes under her hands: given back, never kept here.

Nothing goes through the volatile store: a note on a child would lie there in plain words.
"""

import re

from django.http import HttpRequest, QueryDict

NEVER = re.compile(r"csrf|password|code|credential|drawn|token", re.IGNORECASE)
WORDS = re.compile(r"[\u3400-\u9fff]|\S \S")
WORTH_KEEPING = 6  # characters; shorter things are typed again faster than copied


def texts(request: HttpRequest) -> list[str]:
    """The sentences in a form that can no longer be taken, in their order."""
    if request.method != "POST":
        return []
    values = (value for name, value in _pairs(request.POST) if not NEVER.search(name))
    return [v for v in values if len(v) >= WORTH_KEEPING and WORDS.search(v)]


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of the form, to be sent again unchanged from a page in between."""
    return [(name, value) for name, value in _pairs(request.POST) if "csrf" not in name]


def _pairs(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() for value in values]
