"""A one-time code from hand to hand: who may give it, how long it lasts, what it leaves behind."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lessons.actions import filing
from lessons.models import Receipt
from school_safety.accounts import devices, in_hand
from school_safety.audit.models import AuditEvent
from school_safety.schools.models import Guardian

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r'class="code">([2-9A-Z]{4}-[2-9A-Z]{4})<')


def page_of(room) -> str:
    return f"/staff/codes/{room.pk}/hand/"


def given(client: Client, world) -> str:
    mother = Guardian.objects.get(user=world.gu)
    fields = {"student": str(world.student.pk), "guardian": str(mother.pk)}
    answer = client.post(page_of(world.classroom), fields)
    assert answer.headers["Cache-Control"] == "no-store"
    return CODE.search(answer.text)[1]


@pytest.mark.parametrize("who", ["te", "co", "ld", "sa", "da", "gu", "ht_other"])
def test_who_may_not_give_one(who, world, client_of):
    client = client_of(getattr(world, who))
    answer = client.post(page_of(world.classroom), {"student": str(world.student.pk)})
    assert answer.status_code == 404
    assert not AuditEvent.objects.filter(event="accounts.code.in_hand").exists()


def test_only_to_a_parent_of_this_child_in_this_class(world, client_of):
    client = client_of(world.ht_a)
    elsewhere = Guardian.objects.get(user=world.gu_other)
    for student, guardian in (
        (world.student, elsewhere),
        (world.student, Guardian.objects.get(user=world.gu_court)),
        (world.student_b, elsewhere),
    ):
        fields = {"student": str(student.pk), "guardian": str(guardian.pk)}
        assert client.post(page_of(world.classroom), fields).status_code == 404
    assert client.post(page_of(world.classroom)).status_code == 302


def test_held_parent_is_offered_like_any_other(world, client_of):
    page = client_of(world.ht_a).post(
        page_of(world.classroom), {"student": str(world.classmate.pk)}
    )
    assert "李爸爸" in page.text


def test_it_asks_who_is_there(world):
    client = Client()
    client.force_login(world.ht_a)
    answer = client.post(page_of(world.classroom), {"student": str(world.student.pk)})
    assert (answer.status_code, CODE.search(answer.text)) == (403, None)
    assert "张妈妈" not in answer.text


def test_code_lets_in_once_and_is_remembered(world, client_of):
    code = given(client_of(world.ht_a), world)
    family = Client()
    assert family.post("/enter/hand/", {"code": code.lower()}).url == "/family/"
    assert family.session["_auth_user_id"] == str(world.gu.pk)
    again = Client()
    assert again.post("/enter/hand/", {"code": code}).status_code == 422
    assert "_auth_user_id" not in again.session
    told = AuditEvent.objects.get(event="accounts.code.in_hand")
    assert (told.actor_id, told.student_id) == (world.ht_a.pk, world.student.pk)
    assert code not in str(AuditEvent.objects.values_list("facts", flat=True))


def test_late_code_and_earlier_code_are_over(world, client_of):
    client = client_of(world.ht_a)
    first, second = given(client, world), given(client, world)
    assert Client().post("/enter/hand/", {"code": first}).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(minutes=in_hand.MINUTES, seconds=1)):
        assert Client().post("/enter/hand/", {"code": second}).status_code == 422


def test_guessing_ends(world):
    client = Client()
    for _try in range(5):
        assert client.post("/enter/hand/", {"code": "2222-2222"}).status_code == 422
    assert client.post("/enter/hand/", {"code": "2222-2222"}).status_code == 429


def test_closed_account_stays_closed(world, client_of):
    code = given(client_of(world.ht_a), world)
    world.gu.is_active = False
    world.gu.save()
    assert Client().post("/enter/hand/", {"code": code}).status_code == 422


def test_receipt_says_who_gave_the_code(world, client_of, send_to_a):
    letter = send_to_a("ack")
    code = given(client_of(world.ht_a), world)
    family = Client()
    family.post("/enter/hand/", {"code": code})
    there = f"/family/letters/{letter.pk}/"
    form = family.get(there).context["form"]
    fields = {name: form[name].value() for name in ("key", "text_hash", "language")}
    family.post(there, {**fields, "read": "on", "typed_name": "张妈妈"})
    receipt = Receipt.objects.get()
    assert (receipt.channel, receipt.account) == ("hand", world.gu)
    rows = dict(filing.evidence(receipt)["rows"])
    assert world.ht_a.name in rows["方式"]
    assert rows["设备"] == "认不出的设备"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8.0", "安卓手机或平板，微信"),
        ("Mozilla/5.0 (iPhone) Version/17 Safari/605", "苹果手机，Safari 浏览器"),
        ("", "认不出的设备"),
    ],
)
def test_the_kind_of_device_is_evidence(agent, words):
    assert devices.words_of(devices.kind_of(agent)) == words
    assert devices.words_of(devices.SCHOOLS) == "学校里给家长用的设备"
