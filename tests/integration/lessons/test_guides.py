"""The families' shelf: short, complete in both languages, sourced where it names a law, open to all."""

import re
from html import escape

import pytest
from wagtail.models import Locale

from lessons import queries
from lessons.models import GuidePage

pytestmark = pytest.mark.django_db


def test_every_guide_stands_in_both_languages(shelf):
    english = Locale.objects.get(language_code="en")
    guides = queries.guides("zh-hans")
    assert len(guides) >= 8
    for guide in guides:
        twin = guide.get_translation(english)
        assert twin.live
        assert [b.block_type for b in twin.body] == [b.block_type for b in guide.body]
        assert len(twin.sources) == len(guide.sources)
        assert not re.search(
            r"[\u4e00-\u9fff]", twin.title + twin.lead + str(twin.body.get_prep_value())
        )
        assert "《" not in str(guide.body.get_prep_value()).replace("《给付款加一道门》", "")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_they_open_for_everybody_small_and_without_a_cookie(language, shelf, client):
    index = client.get(f"/{language}/families/").content.decode()
    for guide in queries.guides(language):
        assert escape(guide.title) in index
        answer = client.get(guide.url)
        assert answer.status_code == 200
        assert not answer.cookies
        assert len(answer.content) <= 20_480
        assert "12356" in answer.content.decode()


def test_the_shelf_asks_the_same_whatever_stands_on_it(shelf, client, query_shapes):
    client.get("/zh-hans/families/")
    with query_shapes() as many:
        client.get("/zh-hans/families/")
    for guide in queries.guides("zh-hans")[2:]:
        guide.delete()
    with query_shapes() as few:
        client.get("/zh-hans/families/")
    assert len(many) == len(few)


def test_without_guides_the_page_says_so_and_the_front_page_is_silent(shelf, client):
    GuidePage.objects.all().delete()
    assert "老师们正在写" in client.get("/zh-hans/families/").content.decode()
    assert "给家长的几分钟" not in client.get("/zh-hans/").content.decode()


def test_a_family_finds_some_at_home(shelf, world, client_of):
    page = client_of(world.gu).get("/family/").content.decode()
    assert queries.guides("zh-hans")[0].title in page
