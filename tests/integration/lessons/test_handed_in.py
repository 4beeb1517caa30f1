"""A folded consent slip comes back to the class teacher: that it is here, never what it says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lessons.actions import entering, reminding
from lessons.actions.signing import Reply, new_key, reply
from lessons.queries import families
from school_safety.audit.models import AuditEvent
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(send_to_a, at):
    return send_to_a("consent", due_on=(at + timedelta(days=5)).date())


def door(letter) -> str:
    return reverse("lessons:dispatch_detail", args=[letter.dispatch_id])


def back(letter, do: str = "back") -> dict:
    return {"do": do, "letter": letter.pk}


@pytest.mark.parametrize("who", ["ht_b", "te", "ed", "co", "ck", "sa", "gu", "ht_other"])
def test_only_its_class_teacher_marks_it(who, sent, world, client_of):
    answer = client_of(getattr(world, who)).post(door(sent), back(sent))
    assert answer.status_code in (404, 422)
    sent.refresh_from_db()
    assert sent.state == "delivered"


def test_marked_once_counted_and_not_reminded(sent, world, client_of, at):
    client = client_of(world.ht_a)
    before = families(sent.dispatch)[0]
    for _click in range(2):
        assert client.post(door(sent), back(sent)).status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.returned_by) == ("returned", world.ht_a)
    assert families(sent.dispatch)[0] == before + 1
    page = client.get(door(sent)).text
    assert "折好交回的，等教务录入" in page
    assert AuditEvent.objects.filter(event="lessons.slip.handed_in").count() == 1
    for day in range(9):
        reminding.follow_up(dispatch=sent.dispatch, at=at + timedelta(days=day))
    sent.refresh_from_db()
    assert sent.reminders == 0
    mother = client_of(world.gu).get(reverse("lessons:letter_read", args=[sent.pk])).text
    assert "学校收到了您交回的纸质回执" in mother


def test_a_wrong_tap_is_taken_back(sent, world, client_of):
    client = client_of(world.ht_a)
    assert client.post(door(sent), back(sent, "not_back")).status_code == 409
    client.post(door(sent), back(sent))
    assert client.post(door(sent), back(sent, "not_back")).status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.answered_at, sent.returned_by) == ("delivered", None, None)


@pytest.mark.parametrize("answer", ["agree", "refuse"])
def test_what_it_says_is_entered_later_and_looks_the_same(
    answer,
    sent,
    scan_of,
    world,
    client_of,
    at,
):
    scan = scan_of(sent)
    client = client_of(world.ht_a)
    client.post(door(sent), back(sent))
    said = entering.OnPaper(answer, signed=True, signer="张妈妈")
    entering.enter_slip(scan=scan, said=said, by=world.ck, at=at)
    sent.refresh_from_db()
    assert sent.state == {"agree": "signed", "refuse": "declined"}[answer]
    page = client.get(door(sent)).text
    assert "折好交回的" not in page
    assert client.post(door(sent), back(sent, "not_back")).status_code == 409


def test_who_answered_herself_is_not_marked(sent, world, client_of, at):
    words = sent.dispatch.hashes["zh-hans"]
    own = Reply("refuse", new_key(), words, "zh-hans", typed="张妈妈")
    reply(letter=sent, reply=own, by=world.gu, at=at)
    assert client_of(world.ht_a).post(door(sent), back(sent)).status_code == 409


def test_other_letters_go_to_the_clerk_open(send_to_a, world, client_of):
    make_guardian(world.classmate, "李姑姑")
    letter = send_to_a("ack")
    client = client_of(world.ht_a)
    assert "折好的回执交回了" not in client.get(door(letter)).text
    assert client.post(door(letter), back(letter)).status_code == 409
