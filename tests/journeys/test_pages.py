"""The first pages of every role on a phone: nothing for axe to find, nothing too wide, no name shown."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from tests.factories import cases

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = [
    ("co", "home:staff_home"),
    ("co", "interventions:triage_list"),
    ("co", "interventions:case_list"),
    ("co", "surveys:wave_list"),
    ("ht_a", "lessons:dispatch_list"),
    ("ck", "office:student_list"),
    ("sa", "office:people_list"),
    ("gu", "home:family_home"),
    ("gu", "interventions:family_support"),
    ("cl", "interventions:provider_home"),
]


def faults(page):
    found = Axe().run(page).response["violations"]
    wrong = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found]
    if page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]:
        wrong.append(("wider than the phone", []))
    return wrong


def shown_names(page):
    return [name for name in page.locator(".person .name").all() if name.is_visible()]


@pytest.mark.parametrize(("who", "door"), PAGES)
def test_first_pages_on_a_phone(open_page, world, client_of, who, door):
    page = open_page(reverse(door), client=client_of(getattr(world, who)))
    assert faults(page) == []
    assert shown_names(page) == []


def test_a_case_in_english_and_dark(open_page, world, client_of):
    case = cases.planned(world, timezone.now())
    url = reverse("interventions:case_show", args=[case.pk])
    client = client_of(case.owner)
    page = open_page(url, client=client, language="en", theme="dark", width=1440)
    assert faults(page) == []
    assert shown_names(page) == []
    assert world.student.name not in page.title()
