"""The pictures that the documentation shows, taken from the demo district: --take-screenshots."""

from urllib.parse import urlsplit

import pytest

from tests import databases

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOLDER = databases.ROOT / "school_safety" / "docs" / "screenshots"
PHONE, DESK = 390, 1280
# name of the picture -> (whose screen, where, how wide); a bare word is a kind in the manifest
PICTURES = {
    "counselor-today": ("co_s1", "/staff/", DESK),
    "triage": ("co_s1", "/staff/triage/", DESK),
    "lessons": (None, "/zh-hans/", DESK),
    "family-home": ("gu_a", "/family/", PHONE),
    "letter": ("gu_a", "personal_letter", PHONE),
    "slip": (None, "slip", PHONE),
    "wave": ("co_s1", "wave", DESK),
    "case": ("co_s1", "case", DESK),
    "referral": ("cl_d1", "/provider/referrals/", DESK),
    "district-figures": ("da_d1", "publication", DESK),
}


def address(demo, client, where):
    """The path itself, or the first thing of that kind which this person may open."""
    if where.startswith("/"):
        return where
    if where == "slip":
        slips = (each["slip_url"] for each in demo.manifest["students"])
        return urlsplit(next(filter(None, slips))).path
    paths = (each["url"] for each in demo.manifest["objects"] if each["kind"] == where)
    return next(path for path in paths if client.get(path).status_code == 200)


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name, demo, transactional_db, open_page, client_of, request):
    who, where, width = PICTURES[name]
    client = client_of(demo.account(who)) if who else None
    page = open_page(address(demo, client, where), client=client, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").first.is_visible()
    if request.config.getoption("--take-screenshots"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
