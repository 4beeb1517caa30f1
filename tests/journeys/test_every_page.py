"""Every page, in both languages and themes: nothing for axe, nothing too wide, no name shown.

`make test` looks at every other page of a walk with all of axe on a light phone in Chinese, and at
those between for what may differ on a dark desk in English; who walks next has them the other way
round. `make trust` looks at every page in all four ways.
"""

import itertools
from collections.abc import Iterable
from typing import Any

import pytest
from django.urls import reverse

from school_safety.demo import doors as demo_doors
from school_safety.schools.models import Student
from tests.trust.actors import account, actor
from tests.trust.doors import own_doors

from . import looking
from .pages import BEFORE, SAID, SHEET, WALKS, addresses, slips
from .without import WITHOUT

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE, DESK = 390, 1440
WAYS = [
    ("zh-hans", "light", PHONE, "zh-light-phone"),
    ("en", "dark", DESK, "en-dark-desk"),
    ("zh-hans", "dark", DESK, "zh-dark-desk"),
    ("en", "light", PHONE, "en-light-phone"),
]
LOOKS = [
    pytest.param(*way, id=name, marks=[pytest.mark.slow] if number > 1 else [])
    for number, (*way, name) in enumerate(WAYS)
]
TURNS = [
    pytest.param(*way, turn, id=f"{name}-turn") for turn, (*way, name) in enumerate(WAYS[:2])
] + [pytest.param(*way, None, id=name, marks=pytest.mark.slow) for *way, name in WAYS]


@pytest.fixture
def house(settings: Any) -> None:
    """With the demo's door, and one that refuses."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.journeys.doors"


@pytest.fixture(scope="module")
def known(demo: Any, django_db_blocker: Any) -> dict[str, Any]:
    """Students' names, and everything Chinese that is content and not interface."""
    with django_db_blocker.unblock():
        names = {name for name in Student.objects.values_list("name", flat=True) if len(name) > 1}
        return {"names": names, "data": looking.content()}


def test_no_page_is_left_out(house: None) -> None:
    walked = {step.partition("?")[0].partition(" ")[0] for step in itertools.chain(*WALKS.values())}
    ours = {door.name for door in own_doors() if not door.route.startswith("refused/")}
    assert ours - walked - WITHOUT.keys() == set()
    assert {step for step in walked if not step.startswith("/")} - ours == set()
    assert WITHOUT.keys() - ours == set()
    assert WITHOUT.keys() & walked == set()


def steps_of(key: str, turn: int | None) -> list[str]:
    """The whole walk, or every other step of it."""
    if turn is None:
        return WALKS[key]
    return WALKS[key][(turn + list(WALKS).index(key)) % 2 :: 2]


@pytest.mark.parametrize(("language", "theme", "width", "turn"), TURNS)
@pytest.mark.parametrize("key", [key for key in WALKS if key != "student"])
def test_walk(
    key, language, theme, width, turn, demo, known, house, transactional_db, open_page, client_of
):
    look, english = {"language": language, "theme": theme, "width": width}, language == "en"
    brief = english and width == DESK
    user = account(demo, key)
    client, who = client_of(user), actor(key, user)
    _cards(demo)
    if key in BEFORE:
        BEFORE[key](client, demo)
    page = open_page("/icon.svg", client=client if user or key in BEFORE else None, **look)
    data = looking.content(*SAID, *SHEET) if english and key in BEFORE else known["data"]
    wrong = []
    for step in steps_of(key, turn):
        arrive(page, step, addresses(step, who, demo), look["language"])
        wrong += [
            f"{step}: {fault}" for fault in looking.faults(page, known["names"], data, brief=brief)
        ]
    assert not wrong, "\n".join(wrong)


def arrive(page: Any, step: str, paths: Iterable[str], language: str) -> None:
    """Open the first address that shows a page; a path of our own choice is taken as it is."""
    for path in paths:
        there = path.replace("/zh-hans/", "/en/") if language == "en" else path
        answer = page.goto(there)
        if answer.status == 200 or step.startswith("/"):
            return
    message = f"the demo has no page for {step}"
    raise LookupError(message)


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_a_student_answers(language, theme, width, demo, known, house, transactional_db, open_page):
    look = {"language": language, "theme": theme, "width": width}
    brief = language == "en" and width == DESK
    page = open_page(reverse("surveys:slip_show", kwargs=next(iter(slips(demo)))), **look)
    wrong = []
    for press in ("main form button", "main .pair-buttons button", None):
        if press and page.locator("input[name=choice]").count():
            page.locator("input[name=choice]").last.check()
        if press:
            page.locator(press).last.click()
            page.wait_for_load_state()
        else:
            page.goto(reverse("surveys:answer_whole"))
            wrong += looking.faults(page, known["names"], known["data"], brief=brief)
            page.goto(reverse("surveys:answer_check"))
        wrong += looking.faults(page, known["names"], known["data"], brief=brief)
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/answer/thanks/**")
    wrong += looking.faults(page, known["names"], known["data"], brief=brief)
    assert not wrong, "\n".join(wrong)


def _cards(demo: Any) -> None:
    """The demo's sign-in page knows whom its cards stand for."""
    ids = {key: str(demo.account(key).pk) for key in demo.manifest["accounts"]}
    demo_doors.write(ids, [reverse("surveys:slip_show", kwargs=next(iter(slips(demo))))])
