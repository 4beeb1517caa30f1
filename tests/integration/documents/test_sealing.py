"""A sealed file says so; one changed byte anywhere, and it no longer does."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from school_safety.documents import sealing, sealing_key


def blank() -> bytes:
    target, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def sealed():
    return sealing.seal(blank(), district="", reason="letter receipt")


def test_seal_is_whole(sealed):
    report = sealing.check(sealed)
    assert report.whole
    assert (report.sealed, report.intact, report.valid, report.trusted) == (True,) * 4
    assert report.reason == "letter receipt"
    assert report.sha256 == sealing.sha256(sealed)
    assert report.signed_at is not None


def test_sealed_file_can_be_opened(sealed):
    assert len(PdfReader(BytesIO(sealed)).pages) == 1


def test_one_changed_byte_anywhere_breaks_it(sealed):
    positions = [*range(0, len(sealed), 401), len(sealed) - 1]
    survivors = []
    for position in positions:
        changed = bytearray(sealed)
        changed[position] ^= 1
        if sealing.check(bytes(changed)).whole:
            survivors.append(position)
    assert survivors == []


@pytest.mark.parametrize("tail", [b"\n", b"%", b"0 0 obj"])
def test_anything_appended_breaks_it(sealed, tail):
    assert not sealing.check(sealed + tail).whole


def test_second_revision_breaks_it(sealed):
    writer = PdfWriter(BytesIO(sealed), incremental=True)
    writer.add_metadata({"/Title": "另一封信"})
    target = BytesIO()
    writer.write(target)
    assert not sealing.check(target.getvalue()).whole


def test_foreign_key_is_not_trusted(sealed, settings, tmp_path):
    settings.SEALING_KEY_FILE = str(tmp_path / "other.p12")
    report = sealing.check(sealed)
    assert report.sealed
    assert not report.trusted
    assert not report.whole


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello" * 99, b"\x00" * 4096])
def test_other_files_are_simply_not_sealed(data):
    assert not sealing.check(data).sealed


def test_unsealed_pdf_is_not_sealed():
    assert not sealing.check(blank()).sealed


def test_key_file_belongs_to_its_owner_alone(settings, tmp_path):
    settings.SEALING_KEY_FILE = str(tmp_path / "keys" / "seal.p12")
    assert b"BEGIN CERTIFICATE" in sealing_key.certificates_pem()
    assert (tmp_path / "keys" / "seal.p12").stat().st_mode & 0o077 == 0
    assert {each.name for each in (tmp_path / "keys").iterdir()} == {"seal.p12", "seal.pem"}
