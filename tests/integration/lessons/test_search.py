"""The library is searched the same way on both databases."""

import pytest

from lessons import jobs, queries
from lessons.models import LessonPage

pytestmark = pytest.mark.django_db
PILE, SLEEP, MONEY = "when-they-pile-on", "phone-to-bed", "money-in-games"


def slugs(language="zh-hans", **asked):
    return [page.slug for page in queries.published_lessons(language, **asked)]


MEANT = {
    "网暴": PILE,
    "wangba": PILE,
    "wb": PILE,
    "睡眠": SLEEP,
    "shuimian": SLEEP,
    "游戏充值退款": MONEY,
    "游戏里的钱怎么办": MONEY,
}


@pytest.mark.pg
def test_what_is_meant_comes_first(shelf):
    assert {words: slugs(words=words)[0] for words in MEANT} == MEANT


def test_english_is_searched_too(shelf):
    assert slugs("en", words="bullying")[0] in (PILE, "words-that-stick")
    assert slugs("en", words="网暴") == []


def test_nothing_is_found_by_a_teacher_s_note(shelf):
    page = LessonPage.objects.get(slug=MONEY, locale__language_code="zh-hans")
    assert "不问谁充过" not in page.found_text
    assert "不问谁充过" not in page.said()


@pytest.mark.pg
def test_filters_narrow_a_search(shelf):
    assert slugs(words="网暴", band="1-2", theme="law") == []
    assert MONEY in slugs(words="钱", theme="law", band="5-6", kind="class")
    assert slugs(minutes="15") == slugs(minutes="40")
    assert slugs(minutes="7") == slugs()
    assert slugs(kind="lecture") == []


def test_a_search_stays_in_the_address_and_shows_its_hit(shelf, client):
    html = client.get("/zh-hans/lessons/?q=充值&theme=law&minutes=40").content.decode()
    assert "<mark>充值</mark>" in html
    assert 'value="充值"' in html
    assert '<option value="law" selected>' in html
    assert '<option value="40" selected>' in html


def test_nothing_found_says_what_to_try(shelf, client):
    html = client.get("/zh-hans/lessons/?q=量子力学&theme=law").content.decode()
    assert "首字母" in html
    assert 'href="?q=%E9%87%8F' in html


def test_a_search_costs_the_same_for_all_words(shelf, client, django_assert_max_num_queries):
    client.get("/zh-hans/lessons/?q=网")
    with django_assert_max_num_queries(14):
        html = client.get("/zh-hans/lessons/?q=游戏 网络 手机 老师 家长").content.decode()
    assert "<mark>" in html


@pytest.mark.parametrize("asked", ["充值", "youth mode", "shouji", "xxxx"])
def test_family_guides_are_found_beside_lessons(asked, shelf, client):
    language = "en" if asked == "youth mode" else "zh-hans"
    page = client.get(f"/{language}/lessons/", {"q": asked}).content.decode()
    assert ('aria-labelledby="guides"' in page) == (asked != "xxxx")


def test_lessons_from_before_the_search_are_indexed_by_night(shelf, at):
    first = shelf[0]
    LessonPage.objects.filter(pk=first.pk).update(found_text="", found_title="", short_total=0)
    assert first not in queries.published_lessons("zh-hans", words=first.title)
    jobs.index_lessons(at=at)
    again = LessonPage.objects.get(pk=first.pk)
    assert (again.found_title, again.short_total) == (first.found_title, first.short_total)
    assert again.latest_revision_id == first.latest_revision_id
    assert queries.published_lessons("zh-hans", words=first.title)[0] == first
