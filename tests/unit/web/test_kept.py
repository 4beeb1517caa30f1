"""Which requests may be answered from memory, which answers may be kept, and how many."""

import re

import pytest
from django.conf import settings
from django.test import RequestFactory

from school_safety.web import kept
from school_safety.web.kept import Kept, Memory, is_for_everybody, key_of

ROOMS = ("school_safety", "lessons", "surveys", "interventions")
PAGE = "/zh-hans/lessons/"
HTML = ("Content-Type", "text/html; charset=utf-8")


def asked(path=PAGE, method="GET", **more):
    return {**RequestFactory().generic(method, path).environ, **more}


@pytest.mark.parametrize(
    "environ",
    [
        asked(HTTP_COOKIE="session=somebody"),
        asked(HTTP_COOKIE="theme=dark; session="),
        asked(HTTP_COOKIE="messages=said"),
        asked(method="POST"),
        asked(method="HEAD"),
        asked(HTTP_RANGE="bytes=0-9"),
        asked(CONTENT_LENGTH="3"),
        asked("/family/"),
        asked("/"),
        asked("/zh-hansx/"),
        asked("//zh-hans/"),
    ],
)
def test_whoever_may_see_a_page_of_her_own_is_not_served_another(environ):
    assert key_of(environ) is None


@pytest.mark.parametrize(
    "other",
    [
        asked("/en/lessons/"),
        asked(f"{PAGE}?q=1"),
        asked(HTTP_HOST="other.example"),
        asked(HTTP_COOKIE="theme=dark"),
        asked(**{"wsgi.url_scheme": "https"}),
    ],
)
def test_what_a_page_depends_on_is_part_of_the_key(other):
    assert key_of(asked()) not in (None, key_of(other))


def test_a_proxys_word_is_heard_only_where_one_is_trusted(settings):
    said = asked(HTTP_X_FORWARDED_PROTO="https")
    assert key_of(said) == key_of(asked())
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key_of(said) != key_of(asked())


@pytest.mark.parametrize("cookies", ["language=en; csrf=abc", "theme=pink", 'portal="1;2"', "=;;"])
def test_other_cookies_change_no_public_page(cookies):
    assert key_of(asked(HTTP_COOKIE=cookies)) == key_of(asked())


def test_no_cookie_is_read_that_the_shelf_does_not_know():
    """Who reads one more on a public page makes it part of the key, and then of this list."""
    read = re.compile(r"COOKIES(?:\.get\(|\[)([\w.\"]+)|([\w.\"]+) (?:not )?in request\.COOKIES")
    found = {
        first or second
        for room in ROOMS
        for path in (settings.BASE_DIR / room).rglob("*.py")
        for first, second in read.findall(path.read_text())
    }
    assert found == {
        '"theme"',
        "settings.LANGUAGE_COOKIE_NAME",  # the address of a public page names its language
        "settings.SESSION_COOKIE_NAME",
    }


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", [HTML]),
        ("302 Found", [HTML]),
        ("200 OK", [HTML, ("Set-Cookie", "csrf=1")]),
        ("200 OK", [HTML, ("Cache-Control", "no-store")]),
        ("200 OK", [HTML, ("Cache-Control", "private, max-age=9")]),
        ("200 OK", [HTML, ("Content-Security-Policy", "script-src 'nonce-abc'")]),
        ("200 OK", [("Content-Type", "application/pdf")]),
        ("200 OK", []),
    ],
)
def test_what_is_not_for_everybody_is_not_kept(status, headers):
    assert is_for_everybody("200 OK", [HTML, ("Vary", "Cookie")])
    assert not is_for_everybody(status, headers)


def page(length):
    return Kept(None, 0.0, "200 OK", (), b"x" * length)


def test_memory_has_an_end_in_pages_and_in_bytes():
    memory = Memory(pages=3, most=100)
    for name in "abc":
        memory.put((name,), page(10))
    memory.get(("a",))
    memory.put(("d",), page(10))
    assert [name for name in "abcd" if memory.get((name,))] == ["a", "c", "d"]
    memory.put(("e",), page(90))
    assert [name for name in "acde" if memory.get((name,))] == ["d", "e"]
    memory.put(("e",), page(20))
    assert memory.size == 30


def test_a_page_larger_than_any_of_ours_is_not_kept():
    memory = Memory()
    memory.put(("a",), page(kept.LARGEST + 1))
    assert memory.get(("a",)) is None
    assert memory.size == 0
