"""A letter's link and a code: alone neither opens anything, and the code is its reader's own."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lessons.actions import sending, slips
from lessons.models import Dispatch, PersonalLetter
from lessons.queries import on_paper
from school_safety.accounts import challenges
from school_safety.notices.channels import senders
from school_safety.schools.models import Guardian
from school_safety.schools.phones import phone_hash, phone_tail
from tests.integration.home.test_returning import NUMBERS, give

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(send_to_a, world) -> PersonalLetter:
    found = send_to_a("ack")
    for who, number in NUMBERS.items():
        give(getattr(world, who), number)
    senders.MEMORY.clear()
    return found


def sent() -> list[tuple[str, str]]:
    return [(number, re.search(r"\b(\d{6})\b", words)[1]) for number, words in senders.MEMORY]


def ask(code: object) -> Client:
    client = Client()
    reply = client.post(f"/enter/letter/{code}/")
    assert (reply.status_code, reply["Location"]) == (302, "/enter/confirm/")
    return client


def test_a_link_alone_shows_nothing_of_the_letter(letter):
    signing_in = Client().get(f"/family/letters/{letter.pk}/", follow=True)
    door = f"/enter/letter/{letter.pk}/"
    assert door in signing_in.text
    page = Client().get(door).text
    title = letter.dispatch.texts["zh-hans"]["title"]
    for word in (title, letter.guardian.name, letter.student.name, letter.guardian.phone_tail):
        assert word not in signing_in.text
        assert word not in page
    letter.refresh_from_db()
    assert letter.opened_at is None


def test_her_own_code_leads_to_the_letter_at_once(letter, world):
    client = ask(letter.pk)
    [(number, code)] = sent()
    assert number == NUMBERS["gu"]
    opened = client.post("/enter/confirm/", {"code": code})
    assert opened["Location"] == f"/family/letters/{letter.pk}/"
    assert client.get(opened["Location"]).status_code == 200
    assert client.session["_auth_user_id"] == str(world.gu.pk)


def test_a_code_is_good_once_and_for_one_browser(letter):
    client, other = ask(letter.pk), Client()
    code = sent()[-1][1]
    assert other.post("/enter/confirm/", {"code": code}).url == "/enter/ask/"
    assert client.post("/enter/confirm/", {"code": code}).status_code == 302
    client.logout()
    assert client.post("/enter/confirm/", {"code": code}).url == "/enter/ask/"


def test_a_code_runs_out_and_five_wrong_ones_use_it_up(letter):
    client = ask(letter.pk)
    code = sent()[-1][1]
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _try in range(5):
        assert client.post("/enter/confirm/", {"code": wrong}).status_code in {422, 429}
    assert client.post("/enter/confirm/", {"code": code}).status_code in {422, 429}
    challenge = challenges.begin(purpose="enter", key="letter:x", at=timezone.now())
    later = timezone.now() + timedelta(minutes=11)
    right = challenges.code_of(challenge)
    assert challenges.redeem(challenge, right, purpose="enter", at=later) is None


def test_it_is_asked_for_once_a_minute(letter):
    ask(letter.pk)
    assert Client().post(f"/enter/letter/{letter.pk}/").status_code == 429
    assert len(sent()) == 1


def test_a_link_passed_on_sends_the_code_to_its_reader_and_opens_nothing_for_another(
    letter, world, client_of
):
    ask(letter.pk)
    assert [number for number, _code in sent()] == [NUMBERS["gu"]]
    other = client_of(world.gu_other)
    on = other.get(f"/enter/letter/{letter.pk}/", follow=True)
    assert letter.dispatch.texts["zh-hans"]["title"] not in on.text
    assert other.get(f"/family/letters/{letter.pk}/").status_code == 404


@pytest.mark.parametrize("code", ["3f0e3c1e-0000-4000-8000-000000000000", "222222222222", "qqqq"])
def test_a_link_that_leads_nowhere_looks_and_answers_the_same(code, letter):
    real = re.sub(
        r'nonce="[^"]*"|value="[^"]*"', "", Client().get(f"/enter/letter/{letter.pk}/").text
    )
    none = re.sub(r'nonce="[^"]*"|value="[^"]*"', "", Client().get(f"/enter/letter/{code}/").text)
    assert real.replace(str(letter.pk), "") == none.replace(code, "")
    ask(code)
    assert sent() == []


def test_a_slip_s_code_is_such_a_link_too(letter, world, at):
    slips.ready_to_print(dispatch=letter.dispatch, by=world.ht_a, at=at)
    code = on_paper.code_of(letter)
    client = ask(code.lower())
    opened = client.post("/enter/confirm/", {"code": sent()[-1][1]})
    assert opened["Location"] == f"/family/letters/{letter.pk}/"


def test_a_number_shared_by_two_names_or_never_used_gets_no_code(letter, world):
    Guardian.objects.filter(user=world.gu_other).update(phone_hash=phone_hash(NUMBERS["gu"]))
    ask(letter.pk)
    assert sent() == []
    Guardian.objects.filter(user=world.gu_other).update(
        phone_hash=phone_hash("13900000009"), phone_tail=phone_tail("13900000009")
    )
    world.gu.last_login = None
    world.gu.save(update_fields=["last_login"])
    challenge = challenges.begin(purpose="enter", key=f"letter:{letter.pk}", at=timezone.now())
    assert challenges.waiting(challenge, at=timezone.now()).users == ()


def test_under_a_hold_the_letter_is_not_there_and_nothing_says_why(letter, world):
    client = ask(letter.pk)
    world.student.guardianships.filter(guardian=letter.guardian).update(
        held_at=timezone.now(), held_by=world.co
    )
    opened = client.post("/enter/confirm/", {"code": sent()[-1][1]})
    assert opened["Location"] == "/home/"
    assert client.get(f"/family/letters/{letter.pk}/").status_code == 404


def test_limited_authority_has_only_what_tells(letter, world, school_pages, at):
    give(world.gu_limited, "13900000007")
    told = sending.send(letter=school_pages.info, classroom=world.classroom, by=world.ht_a, at=at)
    hers = told.letters.get(guardian__user=world.gu_limited)
    client = ask(hers.pk)
    code = dict(sent())["13900000007"]
    opened = client.post("/enter/confirm/", {"code": code})
    assert opened["Location"] == f"/family/letters/{hers.pk}/"
    assert client.get(f"/family/letters/{letter.pk}/").status_code == 404


def test_an_old_link_has_run_out(letter):
    Dispatch.objects.filter(pk=letter.dispatch_id).update(
        sent_at=timezone.now() - timedelta(days=181)
    )
    ask(letter.pk)
    assert sent() == []
