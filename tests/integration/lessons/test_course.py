"""Twenty minutes on early signs: read by colleagues, remembered with a date, asked for each year."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lessons import jobs, queries
from lessons.actions import course as actions
from lessons.models import CourseDone
from school_safety.access.actions import assign_role
from school_safety.notices.models import Notice
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
SHOW, FINISH = reverse("lessons:course_show"), reverse("lessons:course_finish")
SCHOOL = reverse("lessons:course_school")
SCENES = 8


def scene(number):
    return reverse("lessons:course_scene", args=[number])


def read_all(client):
    for number in range(1, SCENES + 1):
        client.get(scene(number), {"chosen": "1"})


@pytest.mark.parametrize("who", ["gu", "au", "cl", "pa", "du", "op"])
def test_colleagues_only(who, world, client_of):
    client = client_of(getattr(world, who))
    for address in (SHOW, scene(1)):
        assert client.get(address).status_code == 404
    assert client.post(FINISH).status_code == 404
    assert not CourseDone.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_languages_are_whole(language):
    words = actions.text(language)
    assert len(words["steps"]) == SCENES
    for each in words["steps"]:
        assert each["seen"]
        assert each["ask"]
        assert each["no_promise"]
        assert len(each["choices"]) == 4
        assert len(each["steps_to_take"]) == 3
        assert all(choice["text"] and choice["why"] for choice in each["choices"])


def test_a_scene_speaks_after_a_choice(world, client_of):
    client = client_of(world.te)
    for number in (0, SCENES + 1):
        assert client.get(scene(number)).status_code == 404
    first = actions.text("zh-hans")["steps"][0]
    assert first["choices"][1]["why"] not in client.get(scene(1)).content.decode()
    for wrong in ("9", "0", "x", "²"):
        page = client.get(scene(1), {"chosen": wrong, "go": "1"}).content.decode()
        assert "选一个您会做的" in page
    page = client.get(scene(1), {"chosen": "2"}).content.decode()
    assert all(each["why"] in page for each in first["choices"])
    assert first["no_promise"] in page


def test_it_ends_when_every_scene_was_read(world, client_of):
    client = client_of(world.te)
    client.get(scene(1), {"chosen": "1"})
    client.post(FINISH)
    assert not CourseDone.objects.exists()
    read_all(client)
    for _ in range(2):
        assert client.post(FINISH).status_code == 302
        read_all(client)
    row = CourseDone.objects.get()
    assert (row.user, row.school) == (world.te, world.school)
    assert "一年内读过" in client.get(SHOW).content.decode()


def test_an_official_has_a_district_and_no_school(world, at):
    row = actions.finish(by=world.da, at=at)
    assert (row.district, row.school) == (world.district, None)


@pytest.mark.parametrize("who", ["te", "ht_a", "ed", "rv", "co", "gu", "op"])
def test_who_has_read_it_is_for_those_who_know_the_staff(who, world, client_of):
    assert client_of(getattr(world, who)).get(SCHOOL).status_code == 404


def test_a_school_sees_its_own_by_name(world, client_of):
    actions.finish(by=world.te, at=timezone.now())
    page = client_of(world.sa).get(SCHOOL).content.decode()
    assert page.count(world.te.name) == 1
    assert world.ht_other.name not in page
    assert world.te.name not in client_of(world.sa).get(f"{SCHOOL}?show=waiting").content.decode()
    assert world.ht_other.name in client_of(world.da).get(f"{SCHOOL}?page=1").content.decode()
    assert world.te.name not in client_of(world.da_other).get(SCHOOL).content.decode()


def test_ten_more_colleagues_no_more_queries(world, client_of, django_assert_max_num_queries):
    client = client_of(world.sa)
    client.get(SCHOOL)
    with CaptureQueriesContext(connection) as caught:
        client.get(SCHOOL)
    for n in range(10):
        user = make_user(f"new{n}")
        since = timezone.now() - timedelta(days=1)
        assign_role(user=user, role="te", unit=world.classroom, by=world.giver, at=since)
    with django_assert_max_num_queries(len(caught)):
        page = client.get(SCHOOL).content.decode()
    assert "new9" in page


def test_a_year_later_she_is_asked_once(world):
    now = timezone.now()
    row = actions.finish(by=world.te, at=now - timedelta(days=400))
    actions.finish(by=world.co, at=now - timedelta(days=400))
    actions.finish(by=world.co, at=now - timedelta(days=10))
    actions.finish(by=world.da, at=now - timedelta(days=400))
    for _ in range(2):
        jobs.course_again(at=now)
    assert [notice.user for notice in Notice.objects.filter(kind="course_again")] == [world.te]
    row.refresh_from_db()
    assert row.reminded_at == now


def test_it_stands_on_a_teachers_first_screen_until_it_was_read(world):
    now = timezone.now()
    codes = {each.code for each in queries.today(world.te, now)}
    assert "course_due" in codes
    assert "course_due" not in {each.code for each in queries.today(world.sa, now)}
    actions.finish(by=world.te, at=now)
    assert "course_due" not in {each.code for each in queries.today(world.te, now)}
