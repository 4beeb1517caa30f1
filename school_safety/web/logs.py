"""Log lines for the people who run this house: when, how bad, where; never who or what.

An address may hold a slip's token, an exception's message may quote a row. So a request is told
by its route's name, and a fault by its class and its place in the code.
"""

import logging
import traceback
from datetime import datetime

from django.utils import timezone

FRAMES = 12  # the innermost ones tell most


class Tactful(logging.Formatter):
    """One line for each record: time, level, logger, words; below it the frames of a fault."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and after a fault where it happened."""
        at = datetime.fromtimestamp(record.created, tz=timezone.get_default_timezone())
        when = at.isoformat(timespec="seconds")
        lines = [f"{when} {record.levelname} {record.name}: {words(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += fault(record.exc_info[1])
        return "\n".join(lines)


def words(record: logging.LogRecord) -> str:
    """The message; a request's is made anew from its method, its route and its status."""
    request = getattr(record, "request", None)
    if request is None:
        return one_line(record.getMessage())
    match = getattr(request, "resolver_match", None)
    route = (match.view_name or match.route) if match is not None else "(no route)"
    status = getattr(record, "status_code", "")
    return f"{getattr(request, 'method', '')} {route} {status}".strip()


def one_line(text: str) -> str:
    """A line break in a message must not look like the next message."""
    return " ".join(text.split())


def fault(error: BaseException) -> list[str]:
    """The exception's class and where it came from, its causes below it, no words of its own."""
    lines = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        kind = type(cause)
        lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        lines += [
            f"    {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__, limit=-FRAMES)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return lines
