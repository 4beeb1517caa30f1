"""The editor says what does not belong before children, where, and how to mend it."""

import pytest
from wagtail.test.utils.form_data import querydict_from_html

from lessons.models import LessonPage, SectionPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("lead", "said"), [("在抖音上刷到", "换成"), ("一句好话", "没有看到")])
def test_a_draft_is_looked_at(lead, said, school_pages, client_of, world):
    section = SectionPage.objects.get(school=world.school, locale__language_code="zh-hans")
    page = LessonPage(title="一节课", slug="one", lead=lead, live=False, owner=world.ed)
    section.add_child(instance=page)
    page.save_revision(user=world.ed)
    html = client_of(world.ed).get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert said in html
    assert ("“抖音”" in html) == (said == "换成")


@pytest.fixture
def draft(school_pages, world):
    section = SectionPage.objects.get(school=world.school, locale__language_code="zh-hans")
    page = LessonPage(title="一节课", slug="one", lead="一句话", live=False, owner=world.ht_a)
    section.add_child(instance=page)
    page.save_revision(user=world.ht_a)
    return page


def sent(client, page, **typed):
    """The editor's own form, as the browser would send it."""
    address = f"/cms/pages/{page.pk}/edit/"
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    data = {name: form[name] for name in form} | {"body-count": "0", "sources-count": "0"} | typed
    return client.post(address, data)


HARD = "有事加微信号 xiaoyu_2012，我教你割腕"


def test_what_is_hard_stops_on_its_way_to_the_reviewers(draft, world, client_of):
    answer = sent(client_of(world.ht_a), draft, lead=HARD, **{"action-submit": "1"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("伤害自己的做法 · 一句话介绍") == 1
    assert "删掉。要留，就留全国公开的求助电话。" in html
    assert HARD in html
    draft.refresh_from_db()
    assert draft.current_workflow_state is None


def test_a_draft_may_hold_anything(draft, world, client_of):
    assert sent(client_of(world.ht_a), draft, lead=HARD).status_code == 302
    assert LessonPage.objects.get(pk=draft.pk).get_latest_revision_as_object().lead == HARD


def test_soft_words_do_not_stop_anybody(draft, world, client_of):
    answer = sent(client_of(world.ht_a), draft, lead="在抖音上刷到", **{"action-submit": "1"})
    assert answer.status_code == 302
    page = LessonPage.objects.get(pk=draft.pk)
    assert page.current_workflow_state.status == "in_progress"
