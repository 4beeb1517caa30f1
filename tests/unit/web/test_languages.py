"""Which language a request speaks."""

import pytest
from django.test import RequestFactory

from school_safety.web import languages


class Reader:
    language = "en"


@pytest.mark.parametrize(
    ("path", "cookie", "spoken"),
    [
        ("/en/lessons/", "zh-hans", "en"),
        ("/zh-hans/", "en", "zh-hans"),
        ("/home/", "en", "en"),
        ("/home/", "xx", "zh-hans"),
        ("/english/", "", "zh-hans"),
    ],
)
def test_address_then_cookie_then_chinese(path, cookie, spoken):
    request = RequestFactory().get(path)
    request.COOKIES["language"] = cookie
    assert languages.of_request(request) == spoken


def test_the_account_speaks_where_the_cookie_is_silent():
    request = RequestFactory().get("/home/")
    request.COOKIES["session"] = "some"
    request.user = Reader()
    assert languages.of_request(request) == "en"
