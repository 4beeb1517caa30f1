"""Files meant to hurt the reader: each is refused within limits, and the rest of the pile goes on."""

import re
import time
import zlib
from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfWriter

from school_safety.documents import pagereader, sheets

PATTERN = re.compile(r"/l/([A-Z]{4})$")


def seen(data: bytes) -> list[tuple[int, str, int]]:
    return [(look.page, look.trouble, len(look.pieces)) for look in sheets.look(data, PATTERN)]


def written(image: Image.Image, kind: str, **more) -> bytes:
    target = BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def coded(text: str = "https://x.example/l/ABCD") -> Image.Image:
    target = BytesIO()
    segno.make(text, error="m").save(target, kind="png", scale=8, border=4)
    page = Image.new("L", (1200, 1700), 255)
    page.paste(Image.open(target).convert("L"), (800, 1250))
    return page


def png_of(wide: int, high: int) -> bytes:
    """A picture that says it is enormous, in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + check

    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    body = zlib.compress(b"\0" * 10_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf_of(pages: int, size: float = 300) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(size, size)
    return written_pdf(writer)


def written_pdf(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_page_with_a_code():
    look = next(sheets.look(written(coded(), "PNG"), PATTERN))
    assert (look.page, look.of, [piece.code for piece in look.pieces]) == (1, 1, ["ABCD"])
    part = Image.open(BytesIO(sheets.cut(look.pieces[0].jpeg, look.pieces[0].box)))
    assert part.height < Image.open(BytesIO(look.pieces[0].jpeg)).height


def test_somebody_else_s_code_is_none_of_ours():
    look = next(sheets.look(written(coded("https://pay.example/x"), "PNG"), PATTERN))
    assert [piece.code for piece in look.pieces] == [""]


def test_what_it_keeps_is_drawn_anew():
    hidden = written(coded(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0", comment=b"home address")
    look = next(sheets.look(hidden, PATTERN))
    assert b"home address" not in look.pieces[0].jpeg
    assert b"Exif" not in look.pieces[0].jpeg


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"PK\x03\x04 a document", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_type"),
        (b"", "wrong_type"),
        (b"\xff\xd8\xff\xe0 cut off", "broken"),
        (b"%PDF-1.7\nnot really", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
    ],
)
def test_what_is_no_scan_is_refused_by_name(data, trouble):
    assert seen(data) == [(0, trouble, 0)]


def test_a_bomb_of_a_picture_is_not_opened():
    began = time.monotonic()
    assert seen(png_of(60_000, 60_000)) == [(0, "too_large", 0)]
    assert seen(png_of(9_000, 9_000))[0][1] == "too_large"
    assert time.monotonic() - began < 15


def test_a_picture_that_ends_half_way_costs_only_itself():
    whole = written(coded(), "TIFF", save_all=True, append_images=[coded(), coded()])
    looks = seen(whole[: len(whole) * 2 // 3])
    assert looks[-1][1] in {"broken", "too_large"}
    assert len(looks) <= 3


def test_ten_thousand_pages_are_not_read():
    assert seen(pdf_of(pagereader.PAGES + 1)) == [(0, "too_many_pages", 0)]


def test_a_page_as_large_as_a_field_is_drawn_small_or_refused():
    looks = seen(pdf_of(1, size=14_000))
    assert looks == [(1, "", 0)]  # blank, and drawn within the limits
    assert seen(pdf_of(1, size=30_000))[0][:2] in {(1, "broken"), (1, "")}


def test_a_locked_file_says_that_it_is_locked():
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret", algorithm="AES-256")
    assert seen(written_pdf(writer)) == [(0, "locked", 0)]


def test_a_page_that_breaks_the_reader_costs_that_page(monkeypatch):
    monkeypatch.setattr(sheets, "PAGE_SECONDS", 0.0)
    looks = seen(written(coded(), "TIFF", save_all=True, append_images=[coded()]))
    assert {trouble for _page, trouble, _pieces in looks} == {"too_heavy"}
    assert [page for page, _trouble, _pieces in looks] == [1, 2, 3, 4, 0]
