"""The student's way without JavaScript, and the doors that stay shut."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.audit.models import AuditEvent
from surveys.choices import Band, InvitationState
from surveys.models import Flag, Invitation, Response

KEY = re.compile(r'name="key" value="([^"]+)"')
THANKS = re.compile(r"/answer/thanks/(\w+)/")


def start(slip, client=None):
    client = client or Client()
    assert client.get(slip.url).status_code == 200
    reply = client.post(slip.url)
    assert reply.status_code == 302, reply.content
    return client


def answer_all(client, choice):
    """Next, next, next, as a browser without JavaScript does."""
    url, shown = "/answer/", 0
    while "/answer/check/" not in url:
        page = client.get(url)
        assert page.status_code == 200
        assert len(page.content) <= 12_000
        place = re.search(rb'name="q" value="(\d+)"', page.content)[1].decode()
        url = client.post("/answer/", {"q": place, "choice": choice}).headers["Location"]
        shown += 1
    return shown


def hand_in(client, **more):
    key = KEY.search(client.get("/answer/check/").content.decode())[1]
    reply = client.post("/answer/submit/", {"key": key, **more})
    assert reply.status_code == 302
    return key, THANKS.search(reply.headers["Location"])[1]


@pytest.mark.django_db(transaction=True)
def test_a_student_who_takes_part(slips, world, client_of):
    client = start(slips.student)
    assert answer_all(client, "1") == 9
    _, receipt = hand_in(client)
    response = Response.objects.get()
    assert response.band == Band.FLAGGED
    assert response.score == 8
    assert response.basis.consent.student == world.student
    thanks = client.get(f"/answer/thanks/{receipt}/")
    assert receipt in thanks.content.decode()
    assert "12355" in thanks.content.decode()
    assert thanks.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    flag = Flag.objects.get()
    assert flag.case_id is not None
    assert AuditEvent.objects.filter(event="surveys.response.submitted").count() == 1
    assert client.get("/answer/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_student_who_does_not_take_part_sees_the_same_pages_and_leaves_nothing(slips):
    client = start(slips.classmate)
    assert answer_all(client, "1") == 9
    _, receipt = hand_in(client)
    response = Response.objects.get()
    assert (response.path, response.answers, response.score, response.band, response.basis) == (
        "alternative",
        None,
        None,
        None,
        None,
    )
    assert client.get(f"/answer/thanks/{receipt}/").status_code == 200
    assert not Flag.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["student", "classmate"])
def test_whoever_asks_for_a_talk_gets_one(slips, who):
    client = start(getattr(slips, who))
    answer_all(client, "0")
    hand_in(client, talk="1")
    assert Flag.objects.get().kind == "talk"


@pytest.mark.django_db(transaction=True)
def test_skipping_is_allowed_and_silence_is_not_an_answer(slips):
    client = start(slips.student)
    silent = client.post("/answer/", {"q": "1"})
    assert silent.status_code == 422
    assert "跳过这题" in silent.content.decode()
    client.post("/answer/", {"q": "1", "skip": "1"})
    check = client.get("/answer/check/").content.decode()
    assert "?q=1" in check
    assert client.get("/answer/").context["paper"].number == 2


@pytest.mark.django_db(transaction=True)
def test_going_on_after_scanning_again_in_the_same_browser(slips):
    client = start(slips.student)
    client.post("/answer/", {"q": "1", "choice": "0"})
    start(slips.student, client)
    assert client.get("/answer/").context["paper"].number == 2


@pytest.mark.django_db(transaction=True)
def test_a_second_device_waits_for_the_teacher(slips, world, wave, client_of):
    start(slips.student)
    other = Client()
    assert other.post(slips.student.url).status_code == 409
    teacher = client_of(world.ht_a)
    room = f"/staff/proctor/{wave.pk}/{world.classroom.pk}/"
    assert teacher.post(f"{room}{slips.student.slip.pk}/unlock/").status_code == 302
    assert other.post(slips.student.url).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_typed_code_leads_to_the_same_door(slips, wave, world, client_of):
    client_of(world.co).get(f"/staff/waves/{wave.pk}/slips.pdf")
    code = slips.student.code
    reply = Client().post("/s/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert reply.headers["Location"] == slips.student.url


@pytest.mark.django_db(transaction=True)
def test_wrong_closed_and_used_slips_look_alike(slips, wave):
    wrong = Client().get("/s/AAAAAAAAAAAAAAAAAAAAAA/")
    Invitation.objects.filter(pk=slips.classmate.slip.pk).update(state=InvitationState.VOID)
    void = Client().get(slips.classmate.url)
    type(wave).objects.filter(pk=wave.pk).update(status="closed", closed_at=timezone.now())
    closed = Client().get(slips.student.url)
    assert {wrong.status_code, void.status_code, closed.status_code} == {404}
    bodies = {
        re.sub(rb'nonce="[^"]*"|value="/s/[^"]*"|name="csrf[^>]*>', b"", page.content)
        for page in (wrong, void, closed)
    }
    assert len(bodies) == 1


@pytest.mark.django_db(transaction=True)
def test_five_wrong_codes_are_enough(slips):
    client = Client()
    statuses = [client.post("/s/", {"code": f"2345678{n}"}).status_code for n in range(2, 9)]
    assert statuses == [404, 404, 404, 404, 404, 429, 429]
