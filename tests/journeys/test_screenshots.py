"""The pictures that the documentation shows, taken from the demo district: --take-screenshots."""

import pytest

from tests import databases

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOLDER = databases.ROOT / "school_safety" / "docs" / "screenshots"
PHONE, DESK = 390, 1280
# name of the picture -> (whose screen, where, how wide)
PICTURES = {
    "counselor-today": ("co_s1", "/staff/", DESK),
    "triage": ("co_s1", "/staff/triage/", DESK),
    "lessons": (None, "/zh-hans/", DESK),
    "family-home": ("gu_a", "/family/", PHONE),
    "demo-sign-in": (None, "/accounts/login/", PHONE),
    "district-reports": ("da_d1", "/staff/reports/", DESK),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name, demo, transactional_db, open_page, client_of, request):
    who, where, width = PICTURES[name]
    client = client_of(demo.account(who)) if who else None
    page = open_page(where, client=client, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").first.is_visible()
    if request.config.getoption("--take-screenshots"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
