"""Public pages are handed out from memory until somebody who may write has changed something.

A reader without a session sees what every other such reader sees. So his page is rendered once per
process, and the next reader gets the same bytes without entering Django. What is kept is dead when
the stamp in the volatile store has moved: it is read before a page is rendered and before a kept one
is handed out. Whatever changes without a request (a task, a command) shows after LASTS seconds.
"""

import secrets
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, parse_cookie

from school_safety.volatile import store

from . import languages
from .context import THEMES
from .lane import Application, Environ, Start

LASTS = 20  # seconds that a page is handed out at most
PAGES, BYTES = 512, 8 << 20  # what one process keeps, of pages with a query and of those without
LARGEST = 1 << 18
OWN_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}  # whoever brings one may see another page
WRITING = ("/cms/", "/staff/")  # the rooms from which public pages can change
LOOKING = {"GET", "HEAD", "OPTIONS"}
STAMP = ("kept", "stamp")
HOUR = 3600  # a forgotten stamp harms nothing: by then nothing of its time is handed out

Key = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """One answer as it was given, under which stamp, and until when it may be given again."""

    stamp: bytes | None
    until: float
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Shelf:
    """A WSGI application around another one, which is asked only for what is not kept."""

    def __init__(self, application: Application, *, lasts: float = LASTS) -> None:
        self._application = application
        self._lasts = lasts
        self._plain, self._asked = Memory(), Memory()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self._application(environ, start_response)
        try:
            stamp = present_stamp()
        except (sqlite3.Error, Error):  # Django says it with a page
            return self._application(environ, start_response)
        # Queries are anybody's invention: they may push out each other, never the pages themselves.
        memory = self._asked if environ.get("QUERY_STRING") else self._plain
        kept = memory.get(key)
        if kept is None or kept.stamp != stamp or kept.until < time.monotonic():
            return self._ask(environ, start_response, memory, key, stamp)
        start_response(kept.status, list(kept.headers))
        return [kept.body]

    def _ask(
        self, environ: Environ, start_response: Start, memory: "Memory", key: Key, stamp: Any
    ) -> Iterable[bytes]:
        until = time.monotonic() + self._lasts
        said: list[Any] = []

        def hear(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said[:] = [status, tuple(headers)]
            return start_response(status, headers, *more)

        reply = self._application(environ, hear)
        if isinstance(reply, list) and is_for_everybody(*said):
            memory.put(key, Kept(stamp, until, said[0], said[1], b"".join(reply)))
        return reply


class Memory:
    """The answers asked for last, in so many pages and bytes."""

    def __init__(self, pages: int = PAGES, most: int = BYTES) -> None:
        self._pages, self._most = pages, most
        self._lock = Lock()
        self._held: OrderedDict[Key, Kept] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Key, kept: Kept) -> None:
        if len(kept.body) > LARGEST:
            return
        with self._lock:
            if old := self._held.pop(key, None):
                self.size -= len(old.body)
            self._held[key] = kept
            self.size += len(kept.body)
            while len(self._held) > self._pages or self.size > self._most:
                self.size -= len(self._held.popitem(last=False)[1].body)


def key_of(environ: Environ) -> Key | None:
    """What the page may depend on; nothing where this reader may see a page of her own."""
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] != "GET" or not languages.of_path(path):
        return None
    if "HTTP_RANGE" in environ or environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    if not OWN_COOKIES.isdisjoint(cookies):
        return None
    theme = cookies.get("theme", "")
    asked = (environ.get("HTTP_HOST", ""), path, environ.get("QUERY_STRING", ""))
    proxy = settings.SECURE_PROXY_SSL_HEADER
    scheme = (environ["wsgi.url_scheme"], environ.get(proxy[0], "") if proxy else "")
    return (*asked, *scheme, theme if theme in THEMES else "")


def is_for_everybody(status: str, headers: Iterable[tuple[str, str]]) -> bool:
    """As SecureHeadersMiddleware told browsers: a page that is there, and nobody's own."""
    said = {name.lower(): value for name, value in headers}
    return (
        status.startswith("200 ")
        and said.get("content-type", "").startswith("text/html")
        and "nonce-" not in said.get("content-security-policy", "")
        and said.keys().isdisjoint({"set-cookie", "cache-control"})
    )


def present_stamp() -> bytes | None:
    """Moves with each change; none yet is a stamp too."""
    try:
        return store.get(*STAMP)
    finally:
        store.release()  # no request ends here that would give the connection back


def renew() -> None:
    """All that was kept until now, in every process, is dead."""
    store.put(*STAMP, secrets.token_bytes(16), HOUR)


def may_have_changed(request: HttpRequest, response: HttpResponse) -> bool:
    """Somebody signed in asked for a change in a room of the house, and was not refused."""
    if request.method in LOOKING or not request.path_info.startswith(WRITING):
        return False
    return response.status_code < 400 and request.user.is_authenticated
