"""A part of a film or a sound: telephones ask for pieces and play nothing from who sends the whole."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

PLAYED = frozenset({"mp4", "webm", "mp3", "m4a"})
MOST = 4 * 1024 * 1024  # of one answer; the player asks for the next piece by itself
ASKED = re.compile(r"bytes=(\d*)-(\d*)")
SAFE = {"Accept-Ranges": "bytes", "Content-Security-Policy": "default-src 'none'"}


def part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The bytes asked for; None where the whole file was asked for, which Wagtail sends itself."""
    asked = ASKED.fullmatch(request.headers.get("Range", ""))
    if asked is None or document.file_extension.lower() not in PLAYED:
        return None
    size = document.file.size
    span = _span(asked[1], asked[2], size)
    if span is None:
        return HttpResponse(status=416, headers={**SAFE, "Content-Range": f"bytes */{size}"})
    first, last = span
    with document.file.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    said = {**SAFE, "Content-Range": f"bytes {first}-{last}/{size}"}
    said["Content-Disposition"] = "attachment"
    return HttpResponse(content, status=206, content_type=document.content_type, headers=said)


def _span(start: str, end: str, size: int) -> tuple[int, int] | None:
    """First and last byte; without a start the last so many are meant."""
    if not start:
        first = max(size - int(end), 0) if end and int(end) else size
        last = size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
    return (first, min(last, first + MOST - 1)) if first <= last else None
