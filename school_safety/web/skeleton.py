"""Pages that differ from reader to reader in a few words only: rendered once, then filled in.

A template takes milliseconds, joining its pieces microseconds; two thousand students open the same
three pages in a minute. What goes into a hole is escaped here, as the template would have done.
"""

import copy
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

from .context import page

MOST = 512  # kept pages; the oldest goes first
_MARK = "hole-b4f1c9-"
_kept: OrderedDict[tuple[Any, ...], list[str]] = OrderedDict()


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
    words = {**holes, "next": request.get_full_path()}
    if "csrf_token" in pieces[1::2]:  # asking for one sets its cookie
        words["csrf_token"] = get_token(request)
    return HttpResponse("".join(_filled(pieces, words)), status=status)


def _filled(pieces: list[str], words: Mapping[str, str]) -> list[str]:
    """Even places are text, odd ones name a hole."""
    return [
        conditional_escape(words[piece]) if place % 2 else piece
        for place, piece in enumerate(pieces)
    ]


def _pieces(
    request: HttpRequest, template: str, holes: Mapping[str, str], context: Mapping[str, Any]
) -> list[str]:
    marks = {name: f"{_MARK}{name}-" for name in (*holes, "csrf_token")}
    nowhere = copy.copy(request)
    nowhere.path = nowhere.path_info = f"{_MARK}next-"
    nowhere.META = {**request.META, "QUERY_STRING": ""}
    text = render_to_string(template, {**context, **marks}, nowhere)
    pieces = []
    for number, part in enumerate(text.split(_MARK)):
        if number:
            name, _, part = part.partition("-")
            pieces.append(name)
        pieces.append(part)
    return pieces
