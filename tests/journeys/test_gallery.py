"""The gallery in a real browser: nothing for axe to find, nothing wider than the phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = [
    "/gallery/",
    "/gallery/staff/",
    "/gallery/family/",
    "/gallery/student/",
    "/accounts/login/",
    "/none/",
]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found]


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [
        ("zh-hans", "light", 390),
        ("en", "dark", 1440),
        pytest.param("zh-hans", "dark", 1440, marks=pytest.mark.slow),
        pytest.param("en", "light", 390, marks=pytest.mark.slow),
    ],
)
def test_every_component_is_accessible(open_page, language, theme, width):
    for path in PAGES:
        page = open_page(path, language=language, theme=theme, width=width)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_name_shows_when_touched_even_without_scripts(open_page):
    page = open_page("/gallery/staff/", scripts=False, width=1440)
    name = page.locator(".person .name").first
    assert not name.is_visible()
    page.locator(".person label").first.click()
    assert name.is_visible()


def test_a_name_stays_shut_inside_a_sentence(open_page):
    page = open_page("/gallery/", width=1440)
    names = page.locator("p .person .name")
    assert names.count() == 1
    assert not names.first.is_visible()


def test_escape_covers_the_screen_and_brings_it_back(open_page):
    page = open_page("/gallery/staff/", width=1440)
    page.keyboard.press("Escape")
    assert page.locator("#cover").is_visible()
    assert not page.locator("main").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("main").is_visible()


def test_a_drawn_name_reaches_the_form(open_page):
    page = open_page("/gallery/family/")
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=6)
    page.mouse.up()
    assert page.locator("[name=drawn]").input_value().startswith("data:image/png;base64,")
    page.get_by_text("重写").click()
    assert page.locator("[name=drawn]").input_value() == ""


def test_larger_text_is_remembered(open_page):
    page = open_page("/gallery/family/")
    page.locator("[data-text-size]").click()
    page.reload()
    assert page.locator("html.large").count() == 1
