"""What is filled in afterwards reads exactly like what the template would have written."""

import gzip

import pytest
from django.contrib.messages import add_message, constants
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation

from school_safety.web import skeleton
from school_safety.web.passing import Passing

TEMPLATE = "surveys/slip_show.html"
WORDS = {"school": "一中", "room": "五（1）班", "who": "张*", "wave": "秋季小问卷", "seat": "s-1"}


def asked(path="/s/abc/", cookies=None):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies or {})
    request.session = {}
    request._messages = Passing(request)
    request.user = None
    return request


@pytest.fixture(autouse=True)
def empty():
    skeleton._kept.clear()


def words_of(response):
    """The page without its form token, which is masked anew each time."""
    text = response.content.decode()
    before, _, rest = text.partition('name="csrfmiddlewaretoken" value="')
    return before + rest.partition('"')[2]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_same_page_as_the_template(language):
    with translation.override(language):
        plain = render(asked(), TEMPLATE, WORDS)
        first = skeleton.fill(asked(), TEMPLATE, holes=WORDS)
        again = skeleton.fill(asked(), TEMPLATE, holes=WORDS)
    assert words_of(first) == words_of(again) == words_of(plain)
    assert len(skeleton._kept) == 1


def test_packed_it_reads_the_same():
    plain = skeleton.fill(asked(), TEMPLATE, holes=WORDS)
    request = asked()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip, deflate"
    small = skeleton.fill(request, TEMPLATE, holes=WORDS)
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert len(small.content) < len(plain.content)
    small.content = gzip.decompress(small.content)
    assert words_of(small) == words_of(plain)


@pytest.mark.parametrize("held", ["", "a" * 32], ids=["first page", "later page"])
def test_a_packed_page_s_token_is_the_cookie_s_and_is_not_packed(held):
    request = asked()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    if held:
        request.META["CSRF_COOKIE"] = held
    packed = skeleton.fill(request, TEMPLATE, holes=WORDS).content
    token = request.META["CSRF_COOKIE"]
    assert len(token) == 32
    assert held in ("", token)
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    assert token.encode() in packed


def test_elsewhere_it_is_masked_for_whatever_packs_the_page_later():
    request = asked()
    text = skeleton.fill(request, TEMPLATE, holes=WORDS).content.decode()
    assert request.META["CSRF_COOKIE"] not in text


def test_nothing_of_the_last_reader_stays():
    skeleton.fill(asked("/s/first/"), TEMPLATE, holes=WORDS)
    other = {"school": "二中", "room": "六（2）班", "who": "李*", "wave": "春", "seat": "s-2"}
    page = skeleton.fill(asked("/s/second/"), TEMPLATE, holes=other).content.decode()
    assert "/s/second/" in page
    assert not any(word in page for word in (*WORDS.values(), "/s/first/"))


def test_what_is_filled_in_is_escaped():
    hostile = {**WORDS, "wave": "<script>1</script>", "room": '"><u>'}
    page = skeleton.fill(asked('/s/"><u>/'), TEMPLATE, holes=hostile).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>1" not in page
    assert "<u>" not in page


def test_each_theme_and_each_key_has_its_own():
    skeleton.fill(asked(), TEMPLATE, holes=WORDS)
    dark = skeleton.fill(asked(cookies={"theme": "dark"}), TEMPLATE, holes=WORDS)
    skeleton.fill(asked(), TEMPLATE, holes=WORDS, key=["x"])
    assert 'data-theme="dark"' in dark.content.decode()
    assert len(skeleton._kept) == 3


def test_a_message_is_shown_once_and_never_kept():
    request = asked()
    add_message(request, constants.INFO, "保存好了")
    assert "保存好了" in skeleton.fill(request, TEMPLATE, holes=WORDS).content.decode()
    assert "保存好了" not in skeleton.fill(asked(), TEMPLATE, holes=WORDS).content.decode()
    assert len(skeleton._kept) == 1
