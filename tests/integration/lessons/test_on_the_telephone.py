"""A choice or a time said on the telephone: taken down as such, and never like a signature."""

import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from lessons.actions import filing, sending
from lessons.actions.signing import Reply, reply
from lessons.models import Receipt
from lessons.queries import book
from tests.integration.lessons.conftest import rewrite
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(school_pages, world, at):
    """A letter of that kind, sent to two families of the class."""
    make_guardian(world.classmate, "李姑姑")

    def send(kind: str) -> SimpleNamespace:
        more = {"options": "周一\n周二"} if kind == "choice" else {}
        terms = {"slots": ("周三 15:00", "周三 15:20")} if kind == "booking" else {}
        page = rewrite(school_pages.ack, kind=kind, ask="哪个时候来？", refuse_note="", **more)
        sent = sending.send(letter=page, classroom=world.classroom, by=world.ht_a, at=at, **terms)
        mine = sent.letters.get(guardian__user=world.gu)
        other = sent.letters.get(guardian__name="李姑姑")
        there = reverse("lessons:dispatch_detail", args=[sent.pk])
        return SimpleNamespace(sent=sent, mine=mine, other=other, door=there)

    return send


def said(letter, outcome: str) -> dict:
    return {"do": "call", "letter": letter.pk, "outcome": outcome}


@pytest.mark.parametrize("kind", ["choice", "booking"])
def test_the_class_teacher_takes_it_down_and_nobody_else(kind, asked, world, client_of):
    made = asked(kind)
    form = said(made.mine, "chose:1")
    for stranger in (world.ht_b, world.ed, world.co, world.gu):
        assert client_of(stranger).post(made.door, form).status_code == 404
    client = client_of(world.ht_a)
    for wrong in ("chose:7", "chose", "read", "chose:x"):
        assert client.post(made.door, said(made.mine, wrong)).status_code == 422
    assert client.post(made.door, form).status_code == 302
    assert client.post(made.door, form).status_code in (409, 422)
    made.mine.refresh_from_db()
    receipt = Receipt.objects.get()
    assert (made.mine.state, receipt.channel) == ("phoned", "phone")
    assert (made.mine.slot if kind == "booking" else made.mine.option) == 1
    assert receipt.signature == {"typed": "", "drawn": ""}
    option = made.sent.texts["zh-hans"]["options"][1]
    [line] = filing.answer_words(receipt)
    assert line.startswith("电话记录（不是签名）")
    assert line.endswith(f"家长在电话里选的是：{option}")
    assert book.first_broken(world.district.pk) is None
    page = client_of(world.gu).get(reverse("lessons:letter_signed", args=[made.mine.pk])).text
    assert "电话记录（不是签名）" in page


def test_a_time_goes_to_one_family_and_the_family_may_take_another(asked, world, client_of, at):
    made = asked("booking")
    client = client_of(world.ht_a)
    assert client.post(made.door, said(made.mine, "chose:0")).status_code == 302
    assert client.post(made.door, said(made.other, "chose:0")).status_code == 422
    assert client.post(made.door, said(made.other, "chose:1")).status_code == 302
    words = made.sent.hashes["zh-hans"]
    own = Reply("ask", uuid.uuid4(), words, "zh-hans")
    reply(letter=made.mine, reply=own, by=world.gu, at=at)
    made.mine.refresh_from_db()
    assert (made.mine.state, made.mine.slot) == ("answered", None)


def test_of_a_consent_nothing_is_taken_down(send_to_a, world, client_of):
    letter = send_to_a("consent")
    there = reverse("lessons:dispatch_detail", args=[letter.dispatch_id])
    for wrong in ("chose:0", "read"):
        assert client_of(world.ht_a).post(there, said(letter, wrong)).status_code == 422
    assert not Receipt.objects.exists()
