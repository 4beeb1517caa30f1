"""A consent slip that came back on paper: the class teacher's list is one shorter, and that is all."""

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons import queries
from lessons.actions import publishing, sections, sending
from lessons.models import Receipt
from school_safety.audit import queries as audit
from school_safety.consents.choices import Purpose
from school_safety.consents.models import Consent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(world):
    """A consent letter to class A; its purpose is whatever the shipped letter asks."""
    at = timezone.now()
    sections.make_section(school=world.school, by=world.giver, at=at)
    for user in (world.ht_a, world.ed, world.rv):
        sections.sync_groups(user, by=world.giver, at=at)
    pages = publishing.publish_letters(school=world.school, by=world.giver, at=at)
    dispatch = sending.send(letter=pages[2], classroom=world.classroom, by=world.ht_a, at=at)
    return dispatch.letters.get(guardian__user=world.gu)


def enter(client, world, purpose, state="refused"):
    tie = world.student.guardianships.get(guardian__user=world.gu)
    return client.post(
        reverse("office:paper_new", args=[world.student.pk]),
        {
            "guardian": str(tie.pk), "purpose": purpose, "state": state, "sheet": "A-1",
            "paper_on": timezone.localdate().isoformat(),
        },
    )  # fmt: skip


def test_the_letter_is_back_and_says_nothing(letter, world, client_of):
    waiting = [row.student for row in queries.follow_up(world.ht_a, letter.dispatch)]
    assert world.student in waiting
    assert enter(client_of(world.ck), world, letter.dispatch.purpose).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "returned"
    assert not Receipt.objects.exists()
    assert Consent.objects.get().state == "refused"
    waiting = [row.student for row in queries.follow_up(world.ht_a, letter.dispatch)]
    assert world.student not in waiting
    events = [row.event for row in audit.of_object("lessons.personalletter", letter.pk)]
    assert "lessons.letter.returned" in events
    page = client_of(world.ht_a).get(reverse("lessons:dispatch_detail", args=[letter.dispatch.pk]))
    assert "不同意" not in page.text


def test_the_family_sees_that_it_arrived_and_may_still_change_it(letter, world, client_of):
    enter(client_of(world.ck), world, letter.dispatch.purpose)
    mother = client_of(world.gu)
    page = mother.get(reverse("lessons:letter_read", args=[letter.pk]))
    assert "学校收到了您交回的纸质回执" in page.text
    assert mother.get(reverse("lessons:letter_signed", args=[letter.pk])).status_code == 404
    assert "改一下我的回复" in page.text


def test_a_sheet_about_something_else_leaves_it_waiting(letter, world, client_of):
    other = next(p for p in Purpose.values if p != letter.dispatch.purpose)
    enter(client_of(world.ck), world, other)
    letter.refresh_from_db()
    assert letter.state == "delivered"
