"""A word in passing reaches the next page, once; a changed cookie says nothing."""

import pytest
from django.contrib.messages import constants
from django.http import HttpResponse
from django.test import RequestFactory

from school_safety.web.passing import InCookie, Passing


def next_page(kept=None):
    request = RequestFactory().get("/")
    request.session = {}
    if kept is not None:
        request.COOKIES[InCookie.cookie_name] = kept
    return Passing(request)


def carried(word):
    response, before = HttpResponse(), next_page()
    before.add(constants.SUCCESS, word)
    before.update(response)
    return response.cookies[InCookie.cookie_name].value


def test_it_is_read_once():
    after, response = next_page(carried("保存好了")), HttpResponse()
    assert [str(each) for each in after] == ["保存好了"]
    after.update(response)
    assert response.cookies[InCookie.cookie_name].value == ""


@pytest.mark.parametrize("kept", ["", "x", "W10:1abc:wrong"])
def test_a_changed_cookie_says_nothing(kept):
    assert list(next_page(kept)) == []
    assert list(next_page(carried("保存好了")[:-1] + kept)) == []


def test_silence_signs_nothing():
    quiet, response = next_page(), HttpResponse()
    assert len(quiet) == 0
    quiet.update(response)
    assert not response.cookies
    assert "signer" not in quiet.storages[0].__dict__
