"""The editor says what does not belong before children, where, and how to mend it."""

import pytest

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
