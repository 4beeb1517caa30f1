"""A guardian comes back by a code to her phone or mailbox: the unhappy ways first."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school_safety.accounts import challenges
from school_safety.accounts.models import Mailbox, address_hash
from school_safety.home.actions import ask_code, send_code
from school_safety.notices.channels import senders
from school_safety.notices.models import Delivery, Notice
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian
from school_safety.schools.phones import phone_hash, phone_tail
from school_safety.volatile import store
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"\b(\d{6})\b")
OWN = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
NUMBERS = {"gu": "13900000001", "gu_held": "13900000002", "gu_other": "13900000003"}


@pytest.fixture
def families(world):
    """Each with a number of her own, and here before."""
    for who, number in NUMBERS.items():
        give(getattr(world, who), number)
    senders.MEMORY.clear()
    return world


def give(user, number: str) -> None:
    Guardian.objects.filter(user=user).update(
        phone_hash=phone_hash(number), phone_tail=phone_tail(number)
    )
    guardian = Guardian.objects.get(user=user)
    guardian.phone = number
    guardian.save(update_fields=["phone"])
    user.last_login = timezone.now()
    user.save()


def ask(way: str, client: Client | None = None) -> Client:
    client = client or Client()
    reply = client.post("/enter/ask/", {"way": way})
    assert (reply.status_code, reply["Location"]) == (302, "/enter/confirm/")
    return client


def sent() -> list[tuple[str, str]]:
    return [(number, CODE.search(words)[1]) for number, words in senders.MEMORY]


def confirmed(user, address: str) -> None:
    user.email, user.last_login = address, timezone.now()
    user.save()
    Mailbox.objects.create(
        user=user, address_hash=address_hash(address), confirmed_at=timezone.now()
    )


def who(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


@pytest.mark.parametrize("typed", ["13900000001", "+86 139-0000-0001", "１３９０００００００１"])
def test_the_number_on_file_brings_a_code_and_the_code_brings_her_in(families, typed):
    client = ask(typed)
    [(number, code)] = sent()
    assert number == NUMBERS["gu"]
    reply = client.post("/enter/confirm/", {"code": f" {code[:3]} {code[3:]} "})
    assert (reply.status_code, reply["Location"]) == (302, "/family/")
    assert who(client) == str(families.gu.pk)
    assert client.get("/family/").status_code == 200


def test_a_confirmed_mailbox_does_the_same_in_any_case(families):
    confirmed(families.gu, "Mama@example.test")
    client = ask(" mama@EXAMPLE.test ")
    [message] = mail.outbox
    assert message.to == ["Mama@example.test"]
    assert "张" not in message.subject + message.body
    client.post("/enter/confirm/", {"code": CODE.search(message.body)[1]})
    assert who(client) == str(families.gu.pk)


def test_an_address_that_was_never_confirmed_opens_nothing(families):
    families.gu.email = "typed-by-the-school@example.test"
    families.gu.save()
    ask("typed-by-the-school@example.test")
    assert (mail.outbox, senders.MEMORY) == ([], [])


def unknown(world) -> str:
    return "13911111111"


def held(world) -> str:
    return NUMBERS["gu_held"]


def closed(world) -> str:
    world.gu.is_active = False
    world.gu.save()
    return NUMBERS["gu"]


def never_here(world) -> str:
    world.gu.last_login = None
    world.gu.save()
    return NUMBERS["gu"]


def known(world) -> str:
    return NUMBERS["gu"]


@pytest.mark.parametrize("number_of", [held, closed, never_here, known])
def test_whoever_asks_learns_nothing_from_words_or_work(families, number_of, settings):
    """The same bytes, headers, statements and rows as for a number that nobody has."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    number = number_of(families)
    seen = []
    for way in (unknown(families), number):
        client = Client()
        client.get("/enter/ask/")
        with CaptureQueriesContext(connection) as queries:
            asked = client.post("/enter/ask/", {"way": way})
            page = client.get("/enter/confirm/")
            wrong = client.post("/enter/confirm/", {"code": "000000"})
        plain = [OWN.sub(b"", answer.content) for answer in (asked, page, wrong)]
        codes = [answer.status_code for answer in (asked, page, wrong)]
        heads = [sorted(set(answer.headers) - {"Set-Cookie"}) for answer in (asked, page, wrong)]
        seen.append((plain, codes, heads, [query["sql"] for query in queries]))
    assert seen[0] == seen[1]
    assert seen[0][1] == [302, 200, 422]


@pytest.mark.parametrize("number_of", [unknown, closed, never_here])
def test_nobody_else_is_ever_sent_a_code(families, number_of):
    ask(number_of(families))
    assert senders.MEMORY == []
    assert not Notice.objects.exists()


def test_a_held_guardian_comes_in_like_anybody_and_finds_what_anybody_finds(families):
    client = ask(held(families))
    client.post("/enter/confirm/", {"code": sent()[0][1]})
    assert who(client) == str(families.gu_held.pk)


@pytest.mark.parametrize("authority", [Authority.NONE, Authority.COURT])
def test_a_guardian_who_is_printed_no_code_is_sent_none(families, authority):
    families.gu.guardian.guardianships.update(authority=authority)
    ask(NUMBERS["gu"])
    assert senders.MEMORY == []


def test_a_colleague_who_is_also_a_parent_signs_in_as_a_colleague(families):
    """A phone alone never opens an account that can do a colleague's work."""
    Guardian.objects.filter(user=families.gu).update(user=None)
    Guardian.objects.filter(phone_hash=phone_hash(NUMBERS["gu"])).update(user=families.ht_b)
    families.ht_b.last_login = timezone.now()
    families.ht_b.save()
    ask(NUMBERS["gu"])
    assert senders.MEMORY == []


def test_the_code_goes_to_the_phone_of_the_number_and_to_nobody_else(families):
    thief = ask(NUMBERS["gu_other"])
    assert [number for number, _code in sent()] == [NUMBERS["gu_other"]]
    assert thief.post("/enter/confirm/", {"code": "123456"}).status_code == 422
    own = ask(NUMBERS["gu"])
    assert own.post("/enter/confirm/", {"code": sent()[0][1]}).status_code == 422
    assert thief.post("/enter/confirm/", {"code": sent()[1][1]}).status_code == 422
    assert (who(thief), who(own)) == ("", "")


def test_a_code_works_once_and_only_where_it_was_asked_for(families):
    client = ask(NUMBERS["gu"])
    code = sent()[0][1]
    elsewhere = Client()
    assert elsewhere.post("/enter/confirm/", {"code": code})["Location"] == "/enter/ask/"
    asked = client.session["home.asked"]
    client.post("/enter/confirm/", {"code": code})
    again = Client()
    session = again.session
    session["home.asked"] = asked
    session.save()
    again.cookies["sessionid"] = session.session_key
    again.post("/enter/confirm/", {"code": code})
    assert who(again) == ""


def test_after_five_wrong_tries_the_right_code_is_too_late(families):
    client = ask(NUMBERS["gu"])
    code = sent()[0][1]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert client.post("/enter/confirm/", {"code": wrong}).status_code == 422
    late = client.post("/enter/confirm/", {"code": code})
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 0
    assert who(client) == ""


def test_the_tries_of_a_challenge_end_even_where_the_limit_has_recovered(families):
    begun = challenges.begin(purpose="enter", key="k", at=timezone.now())
    for _ in range(challenges.TRIES):
        challenges.redeem(begun, "1", purpose="enter", at=timezone.now())
    code = challenges.code_of(begun)
    assert challenges.redeem(begun, code, purpose="enter", at=timezone.now()) is None


def test_after_ten_minutes_the_code_is_gone(families):
    at = timezone.now()
    begun = challenges.begin(purpose="enter", key="k", at=at)
    late = at + timedelta(minutes=10)
    code = challenges.code_of(begun)
    assert challenges.redeem(begun, code, purpose="enter", at=late) is None
    assert challenges.redeem(begun, code, purpose="mailbox", at=at) is None
    assert challenges.redeem(begun, code, purpose="enter", at=at) is not None


def test_a_code_that_would_leave_too_late_is_not_sent(families):
    at = timezone.now()
    asked = ask_code(typed=NUMBERS["gu"], address="192.0.2.1", at=at)
    assert not send_code(challenge=asked, at=at + timedelta(minutes=10))
    assert senders.MEMORY == []


def test_one_a_minute_and_the_same_for_a_number_nobody_has(families):
    for number in (NUMBERS["gu"], "13911111111"):
        ask(number)
        assert Client().post("/enter/ask/", {"way": number}).status_code == 429


@pytest.mark.parametrize("way", ["", "abc", "12", "a@", "@b"])
def test_neither_number_nor_address_is_asked_again(families, way):
    reply = Client().post("/enter/ask/", {"way": way})
    assert reply.status_code == 422
    assert f'value="{way}"' in reply.content.decode() or not way


def test_the_code_is_nowhere_kept_and_nobody_is_shown_it(families, client_of):
    ask(NUMBERS["gu"])
    code = sent()[0][1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_notice")
        rows = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM notices_delivery")
        rows += repr(cursor.fetchall())
    kept = store.backend().run("SELECT kind, key, value FROM volatile_item")[0]
    assert code not in rows + repr(kept)
    assert Delivery.objects.get().channel == "sms"
    assert code not in client_of(families.co).get("/staff/outbox/").content.decode()
    inbox = client_of(families.gu).get("/notices/").content.decode()
    assert code not in inbox
    assert "登录码" not in inbox


def test_a_house_without_text_messages_says_so_and_uses_the_mailbox(families, settings):
    settings.SMS_SENDER = ""
    confirmed(families.gu, "mama@example.test")
    assert "还没有开通短信" in Client().get("/enter/ask/").content.decode()
    ask(NUMBERS["gu"])
    assert senders.MEMORY == []
    assert len(mail.outbox) == 1


def test_a_number_under_two_names_belongs_to_nobody_and_gets_no_code(families):
    give(families.gu_limited, NUMBERS["gu"])
    ask(NUMBERS["gu"])
    assert senders.MEMORY == []


def test_one_mother_with_children_in_two_districts_chooses(families):
    twin = make_guardian(families.far_student, families.gu.name + "二")
    Guardian.objects.filter(user=twin).update(name=families.gu.guardian.name)
    give(twin, NUMBERS["gu"])
    client = ask(NUMBERS["gu"])
    reply = client.post("/enter/confirm/", {"code": sent()[0][1]})
    assert reply["Location"] == "/enter/choose/"
    page = client.get("/enter/choose/").content.decode()
    assert "甲区" in page
    assert "乙区" in page
    assert client.post("/enter/choose/", {"account": families.gu_other.pk}).status_code == 200
    client.post("/enter/choose/", {"account": twin.pk})
    assert who(client) == str(twin.pk)
    assert Client().get("/enter/choose/")["Location"] == "/enter/ask/"
