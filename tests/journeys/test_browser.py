"""The browser fixtures themselves: a page is served, a person is signed in."""

import pytest

from tests.browser import assert_fits

pytestmark = pytest.mark.browser


def test_front_door_opens_on_a_phone(phone):
    answer = phone.goto("/accounts/login/")
    assert answer.status == 200
    assert_fits(phone)


def test_a_signed_in_person_is_known(desktop, sign_in, world):
    sign_in(desktop, world.co)
    assert desktop.goto("/accounts/login/").url != f"{desktop.url}accounts/login/"
