"""The school's receipt book: a page for each answer and each file, given out sealed every month."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from lessons.actions import exporting, filing
from lessons.actions.signing import reply
from lessons.models import BookExport, BookPage, Receipt, SchoolBook
from lessons.queries import book
from lessons.rules import book_file
from lessons.rules.book import Finding
from school_safety.audit.models import AuditEvent
from school_safety.documents import key_files, own_seal, sealed_text, sealing, sealing_key
from school_safety.kernel.refusals import NotNow
from tests.integration.lessons.test_signing import a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(send_to_a, world, at):
    """The mother answered two letters, and has the file of the first."""
    letter = send_to_a("ack")
    receipt = reply(letter=letter, reply=a_reply(letter, "read"), by=world.gu, at=at)
    filing.file_of(receipt=receipt, by=world.gu, at=at)
    other = send_to_a("consent")
    later = at + timedelta(minutes=1)
    reply(letter=other, reply=a_reply(other, "agree"), by=world.gu, at=later)
    return receipt


@pytest.fixture
def export(signed, world, at):
    """Its first month, given out."""
    return exporting.export_month(school=world.school, month=at.date(), at=at + timedelta(days=40))


def written(path, content: bytes):
    path.write_bytes(content)
    return path


def resealed(export, at, change):
    """The same month after somebody who even has the key changed its lines."""
    month = book_file.read(sealed_text.opened(bytes(export.content)).content)
    return sealed_text.seal(book_file.text_of(change(month)), district="", at=at)


def test_a_page_is_never_edited(signed):
    with pytest.raises(DatabaseError), transaction.atomic():
        BookPage.objects.update(content="0" * 64)


def test_answers_and_files_stand_in_the_book(signed, world):
    kinds = list(BookPage.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[:2] == ["answer", "file"]
    page = BookPage.objects.get(kind="file")
    assert page.content == signed.file.sha256
    assert book.school_findings(world.school.pk) == []
    assert book.school_findings(world.other_school.pk) == []


def test_a_file_swapped_in_the_database_is_named(signed, world):
    type(signed.file).objects.update(sha256="1" * 64)
    assert book.school_findings(world.school.pk) == [Finding("content", 2)]
    assert book.page_of_file("1" * 64) is None
    with pytest.raises(CommandError, match="page 2 no longer fits"):
        call_command("verify_book")


def test_a_page_taken_out_is_named(signed, world):
    BookPage.objects.filter(number=1).delete()
    assert Finding("missing", 1) in book.school_findings(world.school.pk)
    assert not book.holds(signed)


def test_time_never_runs_backwards(signed, world, at):
    before = SchoolBook.objects.get(school=world.school)
    receipt = Receipt.objects.exclude(pk=signed.pk).first()
    filing.file_of(receipt=receipt, by=world.gu, at=at - timedelta(days=90))
    assert BookPage.objects.order_by("number").last().written_at == before.last_at


def test_a_month_that_is_not_over_waits(signed, world, at):
    with pytest.raises(NotNow, match="month_not_over"):
        exporting.export_month(school=world.school, month=at.date(), at=at)


def test_the_job_gives_out_each_month_once(signed, world, at):
    later = at + timedelta(days=70)
    made = exporting.export_due(at=later)
    assert made == BookExport.objects.filter(school=world.school).count() >= 2
    assert exporting.export_due(at=later) == 0
    newest = BookExport.objects.filter(school=world.school).first()
    assert (newest.answers, newest.files) == (0, 0)
    call_command("verify_book")


def test_an_export_holds_hashes_only(export, signed):
    text = sealed_text.opened(bytes(export.content)).content.decode()
    assert AuditEvent.objects.filter(event="lessons.book.exported").count() == 1
    letter = signed.letter
    for word in (
        letter.student.name, letter.guardian.name, signed.code, str(letter.student_id),
        str(letter.guardian_id), str(signed.account_id), "read", str(signed.key), str(signed.pk),
    ):  # fmt: skip
        assert word not in text
    assert signed.entry_hash in text
    assert signed.file.sha256 in text


def test_an_export_is_checked_without_the_database(
    export, signed, world, at, tmp_path, capsys, django_assert_num_queries
):
    receipt = written(tmp_path / "r.pdf", filing.file_of(receipt=signed, by=world.gu, at=at))
    given = written(tmp_path / "b.p7m", bytes(export.content))
    seal = written(tmp_path / "seal.pem", sealing_key.certificates_pem())
    with django_assert_num_queries(0):
        call_command("verify_book", given, certificate=seal)
        call_command("verify_receipt", receipt, book=[given], certificate=seal)
    assert "page 2 of the book of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: replace(m, lines=m.lines[:1] + m.lines[2:]), "page 2 is missing"),
        (lambda m: replace(m, lines=m.lines[::-1]), "does not stand in its place"),
        (lambda m: replace(m, lines=(m.lines[0], *m.lines)), "page 1 is there twice"),
        (lambda m: replace(m, month="2031-01"), "page 1 was not written in this month"),
        (
            lambda m: replace(m, lines=(replace(m.lines[0], content="0" * 64), *m.lines[1:])),
            "page 1 was changed",
        ),
        (lambda m: replace(m, end=replace(m.end, hash="0" * 64)), "does not end with"),
    ],
    ids=["missing", "reordered", "double", "month", "changed", "end"],
)
def test_what_was_done_to_an_export_is_named(export, at, tmp_path, change, said):
    given = written(tmp_path / "b.p7m", resealed(export, at, change))
    with pytest.raises(CommandError, match=said):
        call_command("verify_book", given)


def test_a_book_under_another_districts_seal_is_refused(export, at, settings, tmp_path):
    settings.SEALING_KEY_FOLDER = str(tmp_path / "keys")
    key_files.make("ELSEWHERE")
    text = sealed_text.opened(bytes(export.content)).content
    own = sealed_text.seal(text, district="ELSEWHERE", at=at)
    with pytest.raises(CommandError, match="sealed with the key of ELSEWHERE"):
        call_command("verify_book", written(tmp_path / "b.p7m", own))


def test_a_changed_export_is_known_by_its_seal(export, tmp_path):
    content, chance = bytes(export.content), Random(11)  # noqa: S311  (places, no secret)
    for place in chance.sample(range(len(content)), 12):
        broken = bytearray(content)
        broken[place] ^= 1 << chance.randrange(8)
        with pytest.raises(CommandError, match=r"b\.p7m"):
            call_command("verify_book", written(tmp_path / "b.p7m", bytes(broken)))


def test_a_month_left_out_is_noticed(signed, world, at, tmp_path):
    exporting.export_due(at=at + timedelta(days=40))
    first = BookExport.objects.filter(school=world.school).last()
    forged = resealed(first, at, lambda m: replace(m, month="2031-01", lines=(), start=m.start))
    with pytest.raises(CommandError, match=r"missing|does not join"):
        call_command(
            "verify_book",
            written(tmp_path / "a.p7m", bytes(first.content)),
            written(tmp_path / "b.p7m", forged),
        )


def test_a_receipt_of_another_book_is_refused(export, signed, world, at, tmp_path):
    other = Receipt.objects.exclude(pk=signed.pk).first()
    late = filing.file_of(receipt=other, by=world.gu, at=at + timedelta(days=50))
    given = written(tmp_path / "b.p7m", bytes(export.content))
    with pytest.raises(CommandError, match="no page of these books"):
        call_command("verify_receipt", written(tmp_path / "r.pdf", late), book=[given])


def test_any_changed_byte_of_a_receipt_is_noticed(signed, world, at):
    content, chance = filing.file_of(receipt=signed, by=world.gu, at=at), Random(7)  # noqa: S311  (places)
    survivors = []
    for place in chance.sample(range(len(content)), 25):
        broken = bytearray(content)
        broken[place] ^= 1 << chance.randrange(8)
        data = bytes(broken)
        if (own_seal.is_ours(data) and sealing.check(data).whole) or book.page_of_file(
            sealing.sha256(data)
        ):
            survivors.append(place)
    assert survivors == []


@pytest.mark.parametrize("content", [b"", b"hello", b"\x30\x80" * 40, b"%PDF-1.7"])
def test_other_files_are_no_books(content, tmp_path):
    with pytest.raises(CommandError, match="is no receipt book"):
        call_command("verify_book", written(tmp_path / "b.p7m", content))
