"""The pictures that the documentation shows, taken with --take-screenshots by the walk's own pages."""

import pytest

from tests.browser import PHONE, assert_fits

pytestmark = pytest.mark.browser

# name of the picture -> (who looks, where, how wide)
PICTURES = {
    "counselor-today": ("co", "/staff/", None),
    "triage": ("co", "/staff/triage/", None),
    "screening-waves": ("co", "/staff/waves/", None),
    "family-home": ("gu", "/family/", PHONE),
    "sign-in": (None, "/accounts/login/", PHONE),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name, world, open_context, sign_in, take_picture):
    who, where, viewport = PICTURES[name]
    page = open_context(**({"viewport": viewport} if viewport else {})).new_page()
    if who:
        sign_in(page, getattr(world, who))
    answer = page.goto(where)
    assert answer.status == 200
    assert_fits(page)
    take_picture(page, name)
