"""One's own inbox, and the outbox page without what messages were about."""

import pytest
from django.db import transaction
from django.urls import reverse

from school_safety.notices.choices import Channel, State
from school_safety.notices.models import Notice
from school_safety.notices.outbox import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world, at):
    with transaction.atomic():
        return post(
            "letter_arrived",
            to=world.gu,
            district_id=world.district.pk,
            school_id=world.school.pk,
            student_id=world.student.pk,
            url_name="notices:notice_list",
            at=at,
        )


def test_inbox_shows_own_messages(world, told, client_of):
    page = client_of(world.gu).get(reverse("notices:notice_list"))
    assert page.status_code == 200
    assert "有一封信等您读" in page.text
    assert world.student.name not in page.text


@pytest.mark.parametrize("who", ["gu_other", "gu_limited", "sa", "da", "student"])
def test_inbox_of_a_stranger_is_empty(world, told, client_of, who):
    user = getattr(world, who)
    user = getattr(user, "user", user)
    page = client_of(user).get(reverse("notices:notice_list"))
    assert page.status_code == 200
    assert "有一封信等您读" not in page.text


def test_opening_marks_read_and_leads_on(world, told, client_of):
    answer = client_of(world.gu).post(reverse("notices:notice_open", args=[told.pk]))
    assert answer.status_code == 302
    assert answer.url == reverse("notices:notice_list")
    told.refresh_from_db()
    assert told.read_at is not None
    assert told.deliveries.get(channel=Channel.INBOX).state == State.READ


def test_stranger_cannot_open(world, told, client_of):
    client = client_of(world.gu_other)
    answer = client.post(reverse("notices:notice_open", args=[told.pk]))
    absent = client.post(reverse("notices:notice_open", args=[world.school.pk]))
    assert answer.status_code == absent.status_code == 404
    assert answer.text.replace(str(told.pk), "") == absent.text.replace(str(world.school.pk), "")
    assert Notice.objects.get().read_at is None


def test_read_all_touches_only_ones_own(world, told, client_of):
    client_of(world.gu_other).post(reverse("notices:notice_read_all"))
    assert Notice.objects.get().read_at is None
    client_of(world.gu).post(reverse("notices:notice_read_all"))
    assert Notice.objects.get().read_at is not None


@pytest.mark.parametrize(("who", "seen"), [("sa", True), ("da", True), ("da_other", False)])
def test_outbox_shows_states_and_nothing_else(world, told, client_of, who, seen):
    page = client_of(getattr(world, who)).get(reverse("notices:delivery_list"))
    assert page.status_code == 200
    assert (world.school.name in page.text) == seen
    assert "letter_arrived" not in page.text
    assert "有一封信等您读" not in page.text
    assert world.gu.name not in page.text


@pytest.mark.parametrize("who", ["gu", "te", "ld", "au"])
def test_outbox_is_absent_for_others(world, told, client_of, who):
    assert client_of(getattr(world, who)).get(reverse("notices:delivery_list")).status_code == 404


def test_lists_cost_the_same_with_more_rows(world, told, at, client_of, query_shapes):
    client, inbox = client_of(world.gu), reverse("notices:notice_list")
    client.get(inbox)
    with query_shapes() as few:
        client.get(inbox)
    with transaction.atomic():
        for _ in range(10):
            post("letter_receipt", to=world.gu, district_id=world.district.pk, at=at)
    with query_shapes() as many:
        client.get(inbox)
    assert len(many) == len(few)
