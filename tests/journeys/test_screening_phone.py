"""A student on a phone: the network goes away in the middle and comes back; nothing is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.consents.actions import answer
from school_safety.consents.choices import Giver, Purpose, State
from surveys.actions.slips import token_of
from surveys.choices import InvitationState
from surveys.models import InstrumentVersion, Invitation, Response
from tests.readying import opened, ready

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "zh-hans": {"start": "这是我的，开始", "skip": "跳过这题", "next": "下一题", "hand": "交上去"},
    "en": {"start": "This is mine, start", "skip": "Skip this one", "next": "Next", "hand": "Hand in"},
}  # fmt: skip


@pytest.fixture
def slip(world):
    """张小禾's slip in an open wave; her family agreed."""
    Client().get(
        "/s/"
    )  # the first request of a process imports everything: not on the phone's time
    at = timezone.now()
    tie = world.student.guardianships.get(authority="full")
    answer(
        student=world.student,
        purpose=Purpose.SCREENING,
        state=State.GIVEN,
        giver=Giver.GUARDIAN,
        guardian=tie.guardian,
        by=tie.guardian.user,
        at=at,
    )
    ready(world, at, "gd3c")
    wave = opened(
        world,
        at,
        instrument_version=InstrumentVersion.objects.get(instrument__code="gd3c"),
        title="秋季小问卷",
        opens_at=at - timedelta(minutes=5),
        closes_at=at + timedelta(hours=1),
        classrooms=[world.classroom],
    )
    return Invitation.objects.get(wave=wave, student=world.student)


def choose(page, number, words):
    page.locator("input[name=choice]").nth(number).check()
    page.get_by_role("button", name=words["next"]).click()


def assert_nothing_is_left(page):
    """The next student at this computer finds no cookie, no store, no worker."""
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_network_goes_away_and_comes_back(open_page, slip, language):
    words = WORDS[language]
    page = open_page(f"/s/{token_of(slip)}/", language=language)
    page.get_by_role("button", name=words["start"]).click()
    with page.expect_response("**/answer/save/"):
        choose(page, 1, words)
    page.context.set_offline(True)
    for option in (2, 3, 2, 3, 0, 0, 0, 4):
        choose(page, option, words)
    page.get_by_role("button", name=words["skip"]).click()
    page.get_by_role("button", name=words["hand"]).click()
    assert page.locator("#offline").is_visible()
    assert not Response.objects.exists()
    page.context.set_offline(False)
    page.wait_for_url("**/answer/thanks/**")
    response = Response.objects.get()
    assert response.answers["a"] == "123230004-"
    assert (response.score, response.band) == (4, 3)
    assert page.get_by_text(response.receipt).is_visible()
    assert_nothing_is_left(page)
    page.go_back()
    assert page.locator("input[name=choice]").count() == 0


def test_reload_in_the_middle_goes_on_where_it_was(open_page, slip):
    words = WORDS["zh-hans"]
    page = open_page(f"/s/{token_of(slip)}/")
    page.get_by_role("button", name=words["start"]).click()
    for option in (1, 2):
        with page.expect_response("**/answer/save/"):
            choose(page, option, words)
    page.reload()
    page.locator("#where", has_text="第 3 题").wait_for()
    page.locator("#before").click()
    assert page.locator("input[name=choice]").nth(2).is_checked()


def test_not_playing_leads_straight_to_the_end(open_page, slip):
    words = WORDS["zh-hans"]
    page = open_page(f"/s/{token_of(slip)}/")
    page.get_by_role("button", name=words["start"]).click()
    choose(page, 0, words)
    page.locator("#end input[name=talk]").check()
    page.get_by_role("button", name=words["hand"]).click()
    page.wait_for_url("**/answer/thanks/**")
    response = Response.objects.get()
    assert (response.answers["a"], response.score, response.band) == ("0xxxxxxxxx", None, 8)
    assert response.flags.get().kind == "talk"


def test_the_whole_way_without_scripts(open_page, slip):
    words = WORDS["zh-hans"]
    page = open_page(f"/s/{token_of(slip)}/", scripts=False)
    page.get_by_role("button", name=words["start"]).click()
    for _ in range(10):
        choose(page, 1, words)
    page.get_by_role("button", name=words["hand"]).click()
    page.wait_for_url("**/answer/thanks/**")
    slip.refresh_from_db()
    assert slip.state == InvitationState.SUBMITTED


def test_all_questions_on_one_page_survive_the_network_too(open_page, slip):
    words = WORDS["zh-hans"]
    page = open_page(f"/s/{token_of(slip)}/")
    page.get_by_role("button", name=words["start"]).click()
    page.get_by_role("link", name="所有题目放在一页").click()
    page.wait_for_url("**/answer/all/")
    with page.expect_response("**/answer/save/"):
        page.locator("input[name=a0]").nth(1).check()
    page.context.set_offline(True)
    for place, option in enumerate((2, 3, 2, 3, 0, 0, 0, 4), 1):
        page.locator(f"input[name=a{place}]").nth(option).check()
    page.get_by_role("link", name="一题一题地答").click()
    assert page.url.endswith("/answer/all/")  # nothing unsaved is left behind
    page.get_by_role("button", name=words["hand"]).click()
    assert not Response.objects.exists()
    page.context.set_offline(False)
    page.wait_for_url("**/answer/thanks/**")
    assert Response.objects.get().answers["a"] == "123230004-"
