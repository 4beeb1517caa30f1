"""The short way to a lesson leads nowhere that Wagtail's own would not."""

import pytest
from django.urls import resolve
from wagtail.models import PageViewRestriction

from lessons.models import HomePage, LessonPage

pytestmark = pytest.mark.django_db


def test_what_is_withdrawn_misplaced_or_locked_is_not_there(shelf, client):
    lesson, locked, fine = shelf[:3]
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    assert client.get(lesson.url).status_code == 404
    assert client.get(locked.url).status_code == 302
    assert client.get(f"/zh-hans/families/{fine.slug}/").status_code == 404
    assert client.get(f"/zh-hans/{fine.slug}/").status_code == 404
    assert client.get(f"{fine.url}{fine.slug}/").status_code == 404


def test_a_lesson_costs_few_queries_and_names_its_twin(shelf, client, query_shapes):
    lesson = next(page for page in shelf if not any("pictures" in str(b) for b in page.body))
    client.get(lesson.url)
    with query_shapes() as seen:
        page = client.get(lesson.url).content.decode()
    assert len(seen) <= 9
    assert f'href="/en/lessons/{lesson.slug}/"' in page
    english = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert f'href="{lesson.url}"' in english


def test_a_page_with_a_new_address_is_found_there_alone(shelf, client):
    lesson = LessonPage.objects.get(pk=shelf[0].pk)
    before, lesson.slug = lesson.url, "moved"
    lesson.save()
    assert client.get(before).status_code == 404
    assert client.get("/zh-hans/lessons/moved/").status_code == 200
    home = HomePage.objects.get(locale__language_code="zh-hans", depth=2)
    assert home.route(None, ["lessons"]).page.slug == "lessons"


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/zh-hans/lesson/1/wall/", "lessons:lesson_wall"),
        ("/zh-hans/_util/login/", "lessons:page_sign_in"),
        ("/zh-hans/lessons/", "wagtail_serve"),
        ("/zh-hans/", "wagtail_serve"),
    ],
)
def test_pages_hide_no_other_door(path, door):
    assert resolve(path).view_name == door
