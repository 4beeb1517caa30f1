"""A letter to many classes: strangers, refusals, a worker that dies half way; nobody gets it twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.actions import mailing
from lessons.models import Dispatch, Mailing, PersonalLetter
from lessons.queries import mailings
from lessons.views import dispatch as door
from school_safety.kernel.refusals import Invalid
from school_safety.notices.models import Notice
from tests.integration.lessons.conftest import rewrite
from tests.worlds import make_student

pytestmark = pytest.mark.django_db


class Clock:
    """Tells the time, until the machine is switched off."""

    def __init__(self, at, *, dies_after: int = 10_000):
        self.at, self.left = at, dies_after

    def __call__(self):
        self.left -= 1
        if self.left < 0:
            raise SystemExit
        self.at += timedelta(seconds=1)
        return self.at


def copies() -> Counter:
    """How often each guardian has it for each child, and how often she was told."""
    letters = PersonalLetter.objects.values_list("student_id", "guardian_id")
    told = Notice.objects.filter(kind="letter_arrived").values_list("about_id", flat=True)
    return Counter(letters) + Counter(told)


def test_a_date_in_the_past_is_refused_for_all_at_once(school_pages, world, rooms, at):
    with pytest.raises(Invalid):
        mailing.order(
            letter=school_pages.info, classrooms=rooms, by=world.da, at=at,
            due_on=at.date() - timedelta(days=1),
        )  # fmt: skip
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("who", ["ed", "ht_a", "da_other", "sa", "gu"])
def test_only_its_sender_sees_how_far_it_is(who, ordered, world, client_of):
    there = reverse("lessons:mailing_show", args=[ordered.pk])
    assert client_of(getattr(world, who)).get(there).status_code == 404


@pytest.mark.pg
def test_each_class_gets_it_once_however_often_the_round_goes(ordered, rooms, at):
    clock = Clock(at)
    for _ in range(3):
        mailing.walk(str(ordered.pk), clock=clock)
    assert Dispatch.objects.count() == len(rooms)
    assert set(copies().values()) == {1}


def test_a_worker_that_dies_leaves_whole_classes_and_the_next_one_goes_on(ordered, rooms, at):
    for steps in (1, 3):
        with pytest.raises(SystemExit):
            mailing.walk(str(ordered.pk), clock=Clock(at, dies_after=steps))
    assert 0 < ordered.rooms.exclude(done_at=None).count() < len(rooms)
    assert mailing.take_up(at=at + timedelta(minutes=1)) == 0
    later = at + timedelta(minutes=10)
    assert mailing.take_up(at=later) == 1
    mailing.walk(str(ordered.pk), clock=Clock(later))
    assert Dispatch.objects.count() == len(rooms)
    assert set(copies().values()) == {1}
    assert mailing.take_up(at=later + timedelta(minutes=10)) == 0


def test_a_second_click_is_the_same_order(ordered, school_pages, world, rooms, at):
    again = mailing.order(
        letter=school_pages.info, classrooms=rooms, by=world.da, at=at + timedelta(seconds=2)
    )
    assert again == ordered
    fewer = mailing.order(letter=school_pages.info, classrooms=rooms[:1], by=world.da, at=at)
    assert fewer != ordered


def test_a_letter_that_changes_on_its_way_goes_no_further(ordered, school_pages, rooms, at, world):
    with pytest.raises(SystemExit):
        mailing.walk(str(ordered.pk), clock=Clock(at, dies_after=2))
    rewrite(school_pages.info, title="换了题目")
    mailing.walk(str(ordered.pk), clock=Clock(at))
    found = mailings.progress(world.da, ordered.pk)
    assert (found.over, found.sent) == (True, 1)
    assert {row.refused for row in found.refused} == {"letter_changed"}


def test_whoever_has_left_sends_nothing_more(ordered, world, at):
    world.da.is_active = False
    world.da.save(update_fields=["is_active"])
    mailing.walk(str(ordered.pk), clock=Clock(at))
    assert not Dispatch.objects.exists()
    assert ordered.rooms.filter(refused="").count() == 0


def test_many_classes_go_behind_the_page_and_a_list_asks_no_more(
    school_pages, world, rooms, at, client_of, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(door, "AT_ONCE", 1)
    client = client_of(world.da)
    send = reverse("lessons:letter_send", args=[school_pages.info.pk])
    for number, room in enumerate(rooms):
        make_student(room, f"林小{number}")
    due = f"{timezone.localdate() + timedelta(days=9)}"
    answer = client.post(send, {"reach": "all", "rule": "any", "due_on": due})
    made = Mailing.objects.get()
    assert answer.url == reverse("lessons:mailing_show", args=[made.pk])
    page = client.get(answer.url)
    assert 'http-equiv="refresh"' in page.content.decode()
    assert "有一封信正在发" in client.get(reverse("lessons:dispatch_list")).content.decode()
    mailing.walk(str(made.pk))
    with django_assert_max_num_queries(20):
        page = client.get(answer.url)
    assert 'http-equiv="refresh"' not in page.content.decode()
    assert page.context["progress"].sent == len(rooms)
