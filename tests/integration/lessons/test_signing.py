"""Answering a letter: unhappy first, then the mother who signs, clicks twice, and changes her mind."""

import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lessons import queries
from lessons.actions.signing import Reply, reply
from lessons.choices import Answer
from lessons.models import PersonalLetter, Receipt
from lessons.queries import book
from school_safety.consents.choices import Purpose
from school_safety.consents.models import Consent
from school_safety.kernel.refusals import Absent, Invalid, NotNow

pytestmark = pytest.mark.django_db


def a_reply(letter: PersonalLetter, answer: str, **more) -> Reply:
    return Reply(
        answer=answer,
        key=uuid.uuid4(),
        text_hash=letter.dispatch.hashes["zh-hans"],
        language="zh-hans",
        typed=more.pop("typed", "张妈妈"),
        **more,
    )


def test_words_that_were_not_sent_cannot_be_signed(send_to_a, world, at):
    letter = send_to_a("ack")
    wrong = replace(a_reply(letter, "read"), text_hash="0" * 64)
    with pytest.raises(NotNow, match="letter_text_changed"):
        reply(letter=letter, reply=wrong, by=world.gu, at=at)
    assert not Receipt.objects.exists()


def test_a_signature_needs_a_name_or_a_drawing(send_to_a, world, at):
    letter = send_to_a("ack")
    with pytest.raises(Invalid):
        reply(letter=letter, reply=a_reply(letter, "read", typed=" "), by=world.gu, at=at)


def test_a_drawing_must_be_a_picture(send_to_a, world, at):
    letter = send_to_a("ack")
    for drawn in ("javascript:1", "data:image/png;base64,AAAA", "data:image/svg+xml;base64,AAAA"):
        with pytest.raises(Invalid):
            reply(letter=letter, reply=a_reply(letter, "read", drawn=drawn), by=world.gu, at=at)


def test_a_letter_to_be_read_takes_no_consent(send_to_a, world, at):
    letter = send_to_a("ack")
    with pytest.raises((NotNow, Invalid)):
        reply(letter=letter, reply=a_reply(letter, "agree"), by=world.gu, at=at)
    assert not Consent.objects.exists()


def test_consent_is_written_with_its_words_and_withdrawn_again(send_to_a, world, at):
    letter = send_to_a("consent")
    reply(letter=letter, reply=a_reply(letter, "agree"), by=world.gu, at=at)
    given = Consent.objects.get()
    assert (given.purpose, given.state, given.student) == (
        Purpose.SCREENING,
        "given",
        world.student,
    )
    assert given.text_hash == letter.dispatch.hashes["zh-hans"]
    later = at + timezone.timedelta(minutes=1)
    reply(letter=letter, reply=a_reply(letter, Answer.WITHDRAW, typed=""), by=world.gu, at=later)
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert Consent.objects.order_by("-answered_at").first().state == "withdrawn"


def test_refusing_is_recorded_like_agreeing(send_to_a, world, at):
    letter = send_to_a("consent")
    reply(letter=letter, reply=a_reply(letter, "refuse"), by=world.gu, at=at)
    letter.refresh_from_db()
    assert letter.state == "declined"
    assert Consent.objects.get().state == "refused"
    answered, families = queries.families(letter.dispatch)
    assert (answered, families) == (1, 1)


def test_a_second_click_gives_the_same_receipt(send_to_a, world, at):
    letter = send_to_a("consent")
    first = a_reply(letter, "agree")
    receipt = reply(letter=letter, reply=first, by=world.gu, at=at)
    assert reply(letter=letter, reply=first, by=world.gu, at=at) == receipt
    other_form = replace(first, key=uuid.uuid4())
    assert reply(letter=letter, reply=other_form, by=world.gu, at=at) == receipt
    assert Receipt.objects.count() == Consent.objects.count() == 1


def test_asking_first_decides_nothing(send_to_a, world, at):
    letter = send_to_a("consent")
    reply(letter=letter, reply=a_reply(letter, "ask", wants_call=True), by=world.gu, at=at)
    assert not Consent.objects.exists()
    reply(letter=letter, reply=a_reply(letter, "agree"), by=world.gu, at=at)
    assert Receipt.objects.count() == 2


def test_lesser_authority_cannot_decide_any_more(send_to_a, world, at):
    letter = send_to_a("consent")
    letter.student.guardianships.filter(guardian=letter.guardian).update(authority="limited")
    with pytest.raises(Absent):
        reply(letter=letter, reply=a_reply(letter, "agree"), by=world.gu, at=at)
    with pytest.raises(Absent):
        queries.letter_for(world.gu, letter.pk)


def test_the_book_notices_an_edit(send_to_a, world, at):
    letter = send_to_a("consent")
    for answer in ("ask", "agree", "refuse"):
        reply(letter=letter, reply=a_reply(letter, answer), by=world.gu, at=at)
    assert book.first_broken(world.district.pk) is None
    last = Receipt.objects.first()
    last.entry_hash = "f" * 64
    assert not book.holds(last)
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(sequence=2).update(text_hash="e" * 64)


def test_answers_and_signature_are_sealed_at_rest(send_to_a, world, at):
    from django.db import connection

    letter = send_to_a("ack")
    reply(letter=letter, reply=a_reply(letter, "read", typed="墨迹甲乙丙"), by=world.gu, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, signature FROM lessons_receipt")
        raw = str(cursor.fetchall())
    assert "墨迹" not in raw
    assert "58a8" not in raw.lower()
    assert Receipt.objects.get().signature["typed"] == "墨迹甲乙丙"
