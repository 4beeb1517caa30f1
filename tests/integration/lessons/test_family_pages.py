"""A family's pages: what a stranger sees is what isn't there; then read, sign, copy, withdraw."""

import re
import subprocess
import uuid

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from lessons.models import PersonalLetter, Receipt
from school_safety.consents.models import Consent
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db


def door(name: str, letter: PersonalLetter) -> str:
    return reverse(f"lessons:{name}", args=[letter.pk])


def filled(response, **answers) -> dict:
    """The form as a browser would send it back."""
    fields = re.findall(
        r'name="(key|text_hash|language)" value="([^"]+)"', response.content.decode()
    )
    return {**dict(fields), "typed_name": "张妈妈", **answers}


@pytest.mark.parametrize(
    "who", ["gu_other", "gu_held", "gu_limited", "gu_court", "student", "ht_a", "co"]
)
def test_strangers_and_absence_look_the_same(who, send_to_a, world, client_of):
    letter = send_to_a("consent")
    actor = getattr(world, who)
    client = client_of(getattr(actor, "user", actor) if who == "student" else actor)
    for name in ("letter_read", "letter_signed", "letter_withdraw", "receipt_pdf"):
        theirs = client.get(door(name, letter))
        nobody = uuid.uuid4()
        absent = client.get(reverse(f"lessons:{name}", args=[nobody]))
        assert theirs.status_code == absent.status_code == 404
        own_address = str(letter.pk).encode(), str(nobody).encode()
        assert theirs.content.replace(*own_address) == absent.content


def test_a_held_guardian_sees_what_a_family_without_letters_sees(send_to_a, world, client_of):
    send_to_a("info")
    held = client_of(world.gu_held).get(reverse("lessons:family_letter_list"))
    none = client_of(world.gu_other).get(reverse("lessons:family_letter_list"))
    assert held.status_code == none.status_code == 200
    assert held.content == none.content


def test_anonymous_is_asked_to_sign_in(send_to_a, client):
    response = client.get(door("letter_read", send_to_a("info")))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_nothing_is_preselected_and_opening_is_remembered(send_to_a, world, client_of):
    letter = send_to_a("consent")
    html = client_of(world.gu).get(door("letter_read", letter)).content.decode()
    assert "checked" not in html
    assert "这次不同意" in html
    letter.refresh_from_db()
    assert letter.state == "opened"


def test_an_empty_answer_comes_back_with_what_was_typed(send_to_a, world, client_of):
    letter, client = send_to_a("consent"), client_of(world.gu)
    form = filled(client.get(door("letter_read", letter)))
    response = client.post(door("letter_read", letter), form)
    assert response.status_code == 422
    assert 'value="张妈妈"' in response.content.decode()
    form = filled(response, answer="agree", typed_name="")
    assert client.post(door("letter_read", letter), form).status_code == 422
    assert not Receipt.objects.exists()


def test_other_words_are_refused_with_a_reason(send_to_a, world, client_of):
    letter, client = send_to_a("ack"), client_of(world.gu)
    form = filled(client.get(door("letter_read", letter)), read="on", text_hash="0" * 64)
    assert client.post(door("letter_read", letter), form).status_code == 409


def test_reading_signing_and_the_second_click(send_to_a, world, client_of):
    letter, client = send_to_a("consent"), client_of(world.gu)
    form = filled(client.get(door("letter_read", letter)), answer="agree")
    for _click in range(2):
        response = client.post(door("letter_read", letter), form)
        assert response.status_code == 302
    assert Receipt.objects.count() == Consent.objects.count() == 1
    signed = client.get(response.url).content.decode()
    code = Receipt.objects.get().code
    assert f"{code[:5]} {code[5:]}" in signed
    response = client.post(door("letter_withdraw", letter))
    assert response.status_code == 302
    assert Consent.objects.order_by("-answered_at").first().state == "withdrawn"
    assert client.get(door("letter_withdraw", letter)).status_code == 404


def test_english_families_sign_the_english_words(send_to_a, world, client_of):
    letter, client = send_to_a("ack"), client_of(world.gu)
    client.cookies["language"] = "en"
    page = client.get(door("letter_read", letter))
    assert "Phones at school" in page.content.decode()
    client.post(door("letter_read", letter), filled(page, read="on"))
    receipt = Receipt.objects.get()
    assert (receipt.language, receipt.text_hash) == ("en", letter.dispatch.hashes["en"])


def test_the_receipt_is_a_sealed_pdf_that_notices_one_byte(
    send_to_a, world, client_of, client, tmp_path
):
    letter, family = send_to_a("ack"), client_of(world.gu)
    assert family.get(door("receipt_pdf", letter)).status_code == 404
    form = filled(family.get(door("letter_read", letter)), read="on")
    family.post(door("letter_read", letter), form)
    response = family.get(door("receipt_pdf", letter))
    content = response.content
    receipt = Receipt.objects.get()
    assert response["Content-Disposition"] == f'attachment; filename="receipt-{receipt.code}.pdf"'
    assert family.get(door("receipt_pdf", letter)).content == content
    path = tmp_path / "receipt.pdf"
    path.write_bytes(content)
    text = subprocess.run(
        ["/usr/bin/pdftotext", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    assert receipt.text_hash[:20] in text.replace("\n", "")
    assert "手机进校园" in text
    call_command("verify_receipt", path)
    verify = reverse("lessons:receipt_verify")
    with path.open("rb") as file:
        answer = client.post(verify, {"file": file}).content.decode()
    assert "之后一个字节也没有变" in answer
    broken = bytearray(content)
    broken[len(broken) // 2] ^= 1
    path.write_bytes(broken)
    with pytest.raises(CommandError):
        call_command("verify_receipt", path)
    with path.open("rb") as file:
        assert "和发出时不一样" in client.post(verify, {"file": file}).content.decode()
    by_code = client.post(verify, {"code": receipt.code.lower()}).content.decode()
    assert "有这份回执" in by_code
    assert "张" not in by_code
    assert "没有找到" in client.post(verify, {"code": "AAAAAAAAAA"}).content.decode()
    assert client.post(verify, {}).status_code == 422


def test_a_list_of_many_letters_asks_no_more(
    send_to_a, school_pages, world, client_of, query_shapes
):
    send_to_a("info")
    client = client_of(world.gu)
    client.get(reverse("lessons:family_letter_list"))
    with query_shapes() as one:
        client.get(reverse("lessons:family_letter_list"))
    make_guardian(world.student, "张外公")
    for kind in ("ack", "consent"):
        send_to_a(kind)
    with query_shapes() as three:
        client.get(reverse("lessons:family_letter_list"))
    assert len(three) == len(one)
