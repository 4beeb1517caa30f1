"""A classroom without a network: the page opens again, bare, and what was ticked arrives later."""

import pytest
from django.urls import reverse

from lessons.models import DeliveryRecord
from lessons.queries import taught
from tests.factories import shelves

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = reverse("lessons:classroom_record")
KEPT = """async (wanted) => {
  const look = () => caches.match("/staff/teaching/classroom/?bare=1", { ignoreVary: true });
  let page = await look();
  while (Boolean(page) !== wanted) {
    await new Promise((again) => setTimeout(again, 50));
    page = await look();
  }
  return page ? page.text() : "";
}"""


@pytest.fixture
def shelf(world, at):
    return shelves.shelf(world, at)


def test_opened_ticked_and_sent_without_and_with_a_network(world, shelf, client_of, open_page):
    page = open_page(PAGE, client=client_of(world.ht_a))
    text = page.evaluate(KEPT, True)
    children = list(taught.children(world.classroom))
    assert str(children[0].pk) in text
    for word in (*(child.name for child in children), world.ht_a.name, "csrfmiddlewaretoken"):
        assert word not in text

    page.context.set_offline(True)
    page.reload()
    assert children[0].name not in page.content()
    page.locator("select[name=lesson]").select_option(index=1)
    page.locator("input[name=absent]").first.check()
    page.locator("form[data-record] button").last.click()
    page.locator("[data-count]").filter(has_text="1").wait_for()
    assert not DeliveryRecord.objects.exists()

    page.context.set_offline(False)
    page.locator("[data-records] li a").wait_for()
    assert [each.student for each in DeliveryRecord.objects.get().absences.all()] == children[:1]
    page.goto(reverse("account_logout"))
    assert page.evaluate(KEPT, False) == ""
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.goto(PAGE)
