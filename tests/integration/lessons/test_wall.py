"""The lesson on the wall: everything the class needs, nothing that only the teacher should read."""

import re

import pytest
from django.urls import reverse

from lessons.models import LessonPage
from lessons.queries.screens import screens

pytestmark = pytest.mark.django_db


def lesson(slug="money-in-games", language="zh-hans"):
    return LessonPage.objects.get(slug=slug, locale__language_code=language)


def door(page, name="lesson_wall", language="zh-hans"):
    return reverse(f"lessons:{name}", args=[language, page.pk])


def test_a_lesson_that_is_not_out_has_no_screens(shelf, client):
    page = lesson()
    page.unpublish()
    assert client.get(door(page)).status_code == 404
    assert client.get("/zh-hans/lesson/999999/wall/").status_code == 404


def test_the_other_language_is_another_page(shelf, client):
    assert client.get(door(lesson(), language="en")).status_code == 404
    english = client.get(door(lesson(language="en"), language="en")).content.decode()
    assert '<html lang="en"' in english
    assert "15 min" in english


def test_no_word_for_the_teacher_is_projected(shelf, client_of, world):
    for page in LessonPage.objects.filter(live=True):
        language = page.locale.language_code
        html = client_of(world.te).get(door(page, language=language)).content.decode()
        for block in page.body:
            for name in ("say", "how", "notes"):
                for words in _several(block.value.get(name)):
                    assert words[:20] not in html, (page.slug, name)


def _several(value):
    return [value] if isinstance(value, str) and value else list(value or [])


def test_every_shipped_step_has_words_for_the_wall(shelf):
    for page in LessonPage.objects.filter(live=True):
        for block in page.body:
            if block.block_type in ("hook", "activity"):
                assert block.value["screen"], (page.slug, block.value["title"])


def test_a_story_leads_somewhere_and_back(shelf):
    made = {each.key: each for each in screens(lesson())}
    ask = made["s3-ask"]
    assert [item.to for item in ask.items] == ["s3-a", "s3-b", "s3-c"]
    assert {made[item.to].back for item in ask.items} == {"s3-ask"}
    assert made["s3-end"].back == ""


def test_answers_wait_behind_their_question(shelf, client):
    html = client.get(door(lesson())).content.decode()
    for words in ("不会，放回去以后，每一次都是二十分之一。", "国家新闻出版署 2019 年的规定"):
        assert re.search(rf"<details>(?:(?!</details>).)*{words}", html, re.S)


def test_the_short_cut_has_fewer_screens_and_its_own_minutes(shelf, client):
    whole, short = screens(lesson()), screens(lesson(), "short")
    assert len(short) < len(whole)
    steps = {each.step: each.minutes for each in short if each.step}
    assert sum(steps.values()) == 15
    assert 'data-minutes="6"' in client.get(door(lesson()) + "?cut=short").content.decode()


def test_everything_is_there_without_a_script(shelf, client):
    response = client.get(door(lesson()))
    html = response.content.decode()
    anchors = set(re.findall(r'href="#([^"]+)"', html)) - {""}
    assert anchors <= set(re.findall(r'id="([^"]+)"', html))
    assert not response.cookies
    assert len(response.content) <= 20_480
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_a_new_screen_asks_the_database_no_more(shelf, client, django_assert_max_num_queries):
    client.get(door(lesson()))
    with django_assert_max_num_queries(14):
        assert client.get(door(lesson("too-easy-money"))).status_code == 200


def test_notes_are_for_colleagues_only(shelf, client, client_of, world):
    path = door(lesson(), "lesson_notes")
    assert client.get(path).status_code == 302
    assert client_of(world.gu).get(path).status_code == 404
    response = client_of(world.te).get(path)
    assert "不问谁充过、充了多少" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
