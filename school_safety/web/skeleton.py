"""Pages that differ from reader to reader in a few words only: rendered once, then filled in.

A template takes milliseconds, joining its pieces microseconds; two thousand students open the same
three pages in a minute. What goes into a hole is escaped here, as the template would have done.
For browsers that read gzip the pieces are packed already (`packed`).
"""

import copy
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from . import packed
from .context import page

MOST = 512  # kept pages; the oldest goes first
_MARK = "hole-b4f1c9-"
_kept: OrderedDict[tuple[Any, ...], list[packed.Piece | str]] = OrderedDict()


def fill(
    request: HttpRequest,
    template: str,
    *,
    holes: Mapping[str, str],
    context: Mapping[str, Any] | None = None,
    key: Sequence[object] = (),
    status: int = 200,
) -> HttpResponse:
    """The page `template` with `holes` (name -> words) that change at every call.

    `context` may hold anything else, as long as it is the same for the same `key`: language, theme
    and demo mode are part of every key. A template must use a hole as it is, without a filter or a
    condition. The address of the page and the form token are holes of every page.
    """
    if len(get_messages(request)):
        return render(request, template, {**(context or {}), **holes}, status=status)
    known = (template, get_language(), *page(request).values(), *key)
    pieces = _kept.get(known)
    if pieces is None:
        pieces = _kept[known] = _pieces(request, template, holes, context or {})
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    is_packed = packed.takes(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    words = {**holes, "next": request.get_full_path()}
    if "csrf_token" in pieces:  # asking for one sets its cookie
        words["csrf_token"] = _bare_token(request) if is_packed else get_token(request)
    filled = [
        packed.loose(conditional_escape(words[piece])) if isinstance(piece, str) else piece
        for piece in pieces
    ]
    body = packed.whole(filled) if is_packed else b"".join(plain for plain, _sent in filled)
    response = HttpResponse(body, status=status)
    response.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _bare_token(request: HttpRequest) -> str:
    """The token without Django's mask, which it takes as well.

    A mask keeps a packed page's length from telling the token (BREACH); in our packed pages it is
    not packed. Drawing masks was a sixteenth of all the work of a student's visit.
    """
    held = request.META
    held["CSRF_COOKIE_NEEDS_UPDATE"] = True  # as get_token does: the cookie lasts on
    return held.get("CSRF_COOKIE") or held.setdefault("CSRF_COOKIE", secrets.token_hex(16))


def _pieces(
    request: HttpRequest, template: str, holes: Mapping[str, str], context: Mapping[str, Any]
) -> list[packed.Piece | str]:
    """What never changes, and between it the names of holes."""
    marks = {name: f"{_MARK}{name}-" for name in (*holes, "csrf_token")}
    nowhere = copy.copy(request)
    nowhere.path = nowhere.path_info = f"{_MARK}next-"
    nowhere.META = {**request.META, "QUERY_STRING": ""}
    text = render_to_string(template, {**context, **marks}, nowhere)
    pieces: list[packed.Piece | str] = []
    for number, part in enumerate(text.split(_MARK)):
        if number:
            name, _, part = part.partition("-")
            pieces.append(name)
        pieces.append(packed.fixed(part))
    return pieces
