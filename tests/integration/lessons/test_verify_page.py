"""The public page, and the months of the book: hostile files, strangers, then what is proved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lessons import queries
from lessons.actions import filing
from school_safety.documents import own_seal, sealing_key
from tests.integration.lessons.test_book import export, signed

__all__ = ["export", "signed"]
pytestmark = pytest.mark.django_db
VERIFY = "lessons:receipt_verify"


def ask(client, content: bytes) -> str:
    file = SimpleUploadedFile("x.pdf", content, content_type="application/pdf")
    answer = client.post(reverse(VERIFY), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


HOSTILE = {
    "no pdf": b"MZ\x90\x00" * 99,
    "endless": b"%PDF-1.7\n" + b"1 0 obj<</Length 999999999>>stream\n" * 9000,
    "loop": b"%PDF-1.7\n1 0 obj 1 0 R endobj\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "range beyond": b"%PDF-1.7 /ByteRange [0 9 99999999 99999999] %%EOF",
    "two ranges": b"%PDF-1.7 /ByteRange [0 9 11 3] /ByteRange [0 9 11 3]",
    "odd hex": b"%PDF-1.7 /ByteRange [0 39 45 0]<zz zz>",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_answered_kindly(client, content):
    assert "和发出时不一样" in ask(client, content)


def test_what_our_key_did_not_sign_is_never_parsed(client, signed, world, at, settings, tmp_path):
    content = filing.file_of(receipt=signed, by=world.gu, at=at)
    assert own_seal.is_ours(content)
    settings.SEALING_KEY_FILE = str(tmp_path / "other.p12")
    assert not own_seal.is_ours(content)
    assert not own_seal.is_ours(content + b"\n")


def test_a_large_file_and_a_flood_are_refused(client):
    large = SimpleUploadedFile("x.pdf", b"%PDF-" + b"0" * (2 * 1024 * 1024))
    assert client.post(reverse(VERIFY), {"file": large}).status_code == 422
    answers = {client.post(reverse(VERIFY), {"code": "AAAAAAAAAA"}).status_code for _ in range(60)}
    assert answers == {200, 429}


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "这没有说明什么"), ("en", "does not")])
def test_the_page_says_what_was_proved_and_names_nobody(client, signed, world, at, language, said):
    client.cookies["language"] = language
    content = filing.file_of(receipt=signed, by=world.gu, at=at)
    page = ask(client, content)
    by_code = client.post(reverse(VERIFY), {"code": signed.code}).content.decode()
    for text in (page, by_code):
        assert said in text
        assert signed.letter.student.name not in text
        assert signed.letter.guardian.name not in text
    assert queries.file_verdict(content).page == 2
    assert queries.code_verdict(signed.code).page == 1


def test_the_certificate_can_be_taken_by_anybody(client):
    answer = client.get(reverse("lessons:seal_certificate"))
    assert answer.content == sealing_key.certificates_pem()
    assert b"PRIVATE" not in answer.content


@pytest.mark.parametrize("who", ["gu", "ht_a", "ed", "co", "ck", "da", "op"])
def test_strangers_find_no_book(who, export, world, client_of):
    client = client_of(getattr(world, who))
    assert client.get(reverse("lessons:book_list")).status_code == 404
    assert client.get(reverse("lessons:book_file", args=[export.pk])).status_code == 404


def test_the_head_and_the_auditor_take_the_month_away(export, world, client_of):
    for user in (world.sa, world.au):
        client = client_of(user)
        page = client.get(reverse("lessons:book_list"))
        assert list(page.context["page"]) == [export]
        assert client.get(reverse("lessons:book_list"), {"school": "?"}).status_code == 200
        answer = client.get(reverse("lessons:book_file", args=[export.pk]))
        assert answer.content == bytes(export.content)
        assert answer["Content-Disposition"].endswith('.p7m"')
