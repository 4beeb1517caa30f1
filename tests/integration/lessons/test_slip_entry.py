"""A scanned slip is written over beside its picture: once, as paper, by a named person."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from lessons.actions import entering, filing, scans
from lessons.actions.signing import Reply, new_key, reply
from lessons.models import Receipt, SlipScan
from lessons.queries import book, on_paper
from school_safety.audit.models import AuditEvent
from school_safety.consents.models import Consent
from school_safety.kernel.refusals import Invalid, NotNow
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db
SIGNED = {"do": "enter", "signer": "张妈妈", "paper_on": "2026-11-23"}


def door(scan) -> str:
    return reverse("lessons:slip_enter", args=[scan.pk])


@pytest.mark.pg
def test_what_is_on_the_paper_becomes_one_receipt(send_to_a, scan_of, world, client_of):
    letter = send_to_a("ack")
    scan, client = scan_of(letter), client_of(world.ck)
    page = client.get(door(scan)).text
    assert "照着图录" in page
    assert 'checked="checked"' not in page
    for _click in range(2):
        assert client.post(door(scan), {**SIGNED, "answer": "read"}).status_code == 302
    receipt = Receipt.objects.get(letter=letter)
    letter.refresh_from_db()
    scan.refresh_from_db()
    assert (letter.state, scan.state, scan.receipt) == ("signed", "entered", receipt)
    assert (receipt.channel, receipt.account) == ("paper", world.ck)
    assert receipt.signature == {"typed": "", "drawn": ""}
    assert filing.answer_words(receipt)[1].startswith("纸质回执，签的是：张妈妈")
    assert book.first_broken(world.district.pk) is None
    told = AuditEvent.objects.get(event="lessons.slip.entered")
    assert (told.actor_id, told.student_id) == (world.ck.pk, world.student.pk)


def test_it_stays_with_the_receipt_for_whoever_may_read_it(
    send_to_a, scan_of, world, client_of, at
):
    letter = send_to_a("ack")
    scan = scan_of(letter)
    picture = reverse("lessons:letter_paper", args=[letter.pk])
    assert client_of(world.gu).get(picture).status_code == 404  # nothing is entered yet
    entering.enter_slip(
        scan=scan, said=entering.OnPaper("read", signed=True, signer="张妈妈"), by=world.ck, at=at
    )
    signed = client_of(world.gu).get(reverse("lessons:letter_signed", args=[letter.pk])).text
    assert picture in signed
    shown = client_of(world.gu).get(picture)
    assert shown.headers["Content-Type"] == "image/jpeg"
    part = Image.open(BytesIO(shown.content))
    assert part.size == (400, 300)
    for stranger in (world.gu_other, world.gu_limited, world.ht_a, world.co):
        assert client_of(stranger).get(picture).status_code == 404
        own = reverse("lessons:slip_picture", args=[scan.pk])
        assert client_of(stranger).get(own).status_code == 404
    assert (
        client_of(world.gu).get(reverse("lessons:receipt_pdf", args=[letter.pk])).content[:4]
        == b"%PDF"
    )


@pytest.mark.pg
def test_a_consent_on_paper_is_a_consent_of_that_day(send_to_a, scan_of, world, client_of):
    letter = send_to_a("consent")
    scan = scan_of(letter)
    assert client_of(world.ck).post(door(scan), {**SIGNED, "answer": "refuse"}).status_code == 302
    letter.refresh_from_db()
    consent = Consent.objects.get(guardian=letter.guardian)
    assert (letter.state, consent.state) == ("declined", "refused")
    assert (str(consent.paper_on), consent.paper_sheet) == ("2026-11-23", str(scan.pk))
    assert consent.text_hash == letter.dispatch.hashes["zh-hans"]
    page = client_of(world.ht_a).get(reverse("lessons:dispatch_detail", args=[letter.dispatch_id]))
    assert "不同意" not in page.text


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"answer": "read", "signer": ""}, "没有签名就先不录"),
        ({"answer": ""}, "请选勾了哪一项"),
        ({"answer": "agree"}, "勾了哪一项"),
        ({"answer": "read", "paper_on": "2099-01-01"}, "还没到的日子"),
        ({"answer": "read", "paper_on": "2020-01-01"}, "比发信还早"),
    ],
)
def test_what_cannot_be_is_asked_again(given, word, send_to_a, scan_of, world, client_of):
    scan = scan_of(send_to_a("ack"))
    refused = client_of(world.ck).post(door(scan), {**SIGNED, **given})
    assert refused.status_code == 422
    assert word in refused.text
    assert not Receipt.objects.exists()


def test_a_signature_nobody_can_read_is_still_one(send_to_a, scan_of, world, at):
    scan = scan_of(send_to_a("ack"))
    receipt = entering.enter_slip(
        scan=scan, said=entering.OnPaper("read", signed=True), by=world.ck, at=at
    )
    assert filing.answer_words(receipt)[1] == "纸质回执，签的是：认不出的字，纸上的日期：没写"


def test_who_answered_on_the_phone_meanwhile_is_not_entered_again(
    send_to_a, scan_of, world, client_of, at
):
    letter = send_to_a("ack")
    scan = scan_of(letter)
    words = letter.dispatch.hashes["zh-hans"]
    own = Reply("read", new_key(), words, "zh-hans", typed="张妈妈")
    reply(letter=letter, reply=own, by=world.gu, at=at)
    client = client_of(world.ck)
    assert "已经回复过" in client.get(door(scan)).text
    with pytest.raises(NotNow, match="letter_already_answered"):
        entering.enter_slip(
            scan=scan, said=entering.OnPaper("read", signed=True), by=world.ck, at=at
        )
    assert client.post(door(scan), {"do": "throw", "why": "answered"}).status_code == 302
    scan.refresh_from_db()
    assert (scan.state, scan.image, scan.done_by) == ("thrown", "", world.ck)
    assert client.get(f"{door(scan)}slip.jpg").status_code == 404
    with pytest.raises(NotNow, match="scan_done"):
        scans.throw(scan=scan, reason="again", by=world.ck, at=at)


def test_a_newer_word_is_not_undone_by_older_paper(send_to_a, scan_of, world, at):
    letter = send_to_a("consent")
    scan = scan_of(letter)
    words = letter.dispatch.hashes["zh-hans"]
    later = at + timedelta(days=2)
    own = Reply("agree", new_key(), words, "zh-hans", typed="张妈妈")
    reply(letter=letter, reply=own, by=world.gu, at=later)
    said = entering.OnPaper("refuse", signed=True, signer="张妈妈", paper_on=at.date())
    with pytest.raises(Invalid) as refused:
        entering.enter_slip(scan=scan, said=said, by=world.ck, at=later)
    assert refused.value.fields == {"paper_on": "newer_word"}


def test_a_hold_shows_in_nothing_and_lost_authority_does(send_to_a, scan_of, world, client_of):
    letter = send_to_a("ack")
    scan, client = scan_of(letter), client_of(world.ck)
    tie = world.student.guardianships.get(guardian=letter.guardian)
    tie.authority = "limited"
    tie.save(update_fields=["authority"])
    refused = client.post(door(scan), {**SIGNED, "answer": "read"})
    assert refused.status_code == 409
    assert "不能替孩子决定" in refused.text
    tie.authority, tie.held_at, tie.held_by = "full", letter.delivered_at, world.co
    tie.save(update_fields=["authority", "held_at", "held_by"])
    assert client.post(door(scan), {**SIGNED, "answer": "read"}).status_code == 302


def test_an_unread_code_is_typed_or_the_page_put_aside(send_to_a, scan_of, world, client_of):
    letter = send_to_a("ack")
    scan, client = scan_of(letter, code=""), client_of(world.ck)
    assert "没认出来" in client.get(door(scan)).text
    wrong = client.post(door(scan), {"do": "code", "code": "2222-2222-2222"})
    assert wrong.status_code == 422
    assert client.post(door(scan), {**SIGNED, "answer": "read"}).status_code == 422
    code = on_paper.code_of(letter).lower()
    typed = client.post(door(scan), {"do": "code", "code": f" {code[:4]}-{code[4:]}"})
    assert typed.url == door(scan)
    assert "照着图录" in client.get(door(scan)).text
    assert client.post(door(scan), {"do": "throw"}).status_code == 422


def test_the_next_one_comes_at_once(send_to_a, scan_of, world, client_of):
    first = scan_of(send_to_a("ack"))
    second = scan_of(send_to_a("consent"))
    client = client_of(world.ck)
    answered = client.post(door(first), {**SIGNED, "answer": "read"})
    assert answered.url == door(second)
    last = client.post(door(second), {**SIGNED, "answer": "ask"})
    assert last.url == reverse("lessons:slip_list")


def test_one_family_one_sheet_and_never_one_who_is_kept_out(send_to_a, world, at):
    make_guardian(world.student, "张姑姑")
    letter = send_to_a("ack")
    once = [each.student_id for each in on_paper.to_print(letter.dispatch)]
    assert once.count(world.student.pk) == 1
    world.student.guardianships.update(held_at=at, held_by=world.co)
    left = {each.student_id for each in on_paper.to_print(letter.dispatch)}
    assert world.student.pk not in left


@pytest.mark.parametrize("who", ["ht_b", "te", "ed", "ck", "sa", "gu", "ht_other", "da"])
def test_only_its_class_teacher_prints_a_class(who, send_to_a, world, client_of):
    letter = send_to_a("ack")
    there = reverse("lessons:letters_print", args=[letter.dispatch_id])
    assert client_of(getattr(world, who)).post(there).status_code == 404


def test_the_address_on_a_slip_opens_only_her_own_letter(send_to_a, scan_of, world, client_of):
    letter = send_to_a("ack")
    scan_of(letter)
    there = reverse("lessons:letter_code", args=[on_paper.code_of(letter)])
    assert client_of(world.gu).get(there).url == reverse("lessons:letter_read", args=[letter.pk])
    for stranger in (world.gu_other, world.ht_a):
        assert client_of(stranger).get(there).status_code == 404
    assert client_of(world.gu).get("/l/222222222222").status_code == 404


def test_a_scan_is_opened_as_paper_of_its_day(send_to_a, scan_of, world):
    scan = scan_of(send_to_a("ack"))
    kept = SlipScan.objects.get(pk=scan.pk)
    assert base64.b64decode(kept.image)[:2] == b"\xff\xd8"
    assert kept.where == {"file": "a.jpg", "page": 1, "box": [0.0, 0.5, 1.0, 1.0]}
