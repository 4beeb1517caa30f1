"""Templates become PDF files that can be opened, searched and printed."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from lessons.rules import room
from school_safety.documents import qr, render
from tests.integration.documents.papers import LETTER, RECEIPT, SLIPS


def words(pdf: bytes) -> str:
    return "".join(words_of(page) for page in PdfReader(BytesIO(pdf)).pages)


def words_of(page) -> str:
    return "".join(page.extract_text().split())


@pytest.fixture(scope="module")
def letter():
    return render.pdf("print/letter.html", {"letter": LETTER})


def test_letter_is_one_tagged_page_in_chinese(letter):
    reader = PdfReader(BytesIO(letter))
    assert len(reader.pages) == 1
    assert reader.metadata.title == LETTER["title"]
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hans"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for part in (
        "网络安全周，想和您商量一件事",
        "一分钟版",
        "沿虚线剪下",
        "我读过这封信",
        "7K3M2QF9",
    ):
        assert part in words(letter)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_letter_can_be_read_by_pdftotext(letter):
    run = subprocess.run(["pdftotext", "-", "-"], input=letter, capture_output=True, check=True)
    assert "想和您商量一件事" in run.stdout.decode()


def test_fonts_are_chinese_and_embedded(letter):
    fonts = PdfReader(BytesIO(letter)).pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert any("Serif" in name and "SC" in name for name in names)
    assert not any("JP" in name or "DejaVu" in name for name in names)


def test_slips_stand_ten_on_a_page():
    pdf = render.pdf("print/slips.html", {"sheets": [SLIPS, SLIPS[:3]]})
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert words(pdf).count("沿中线对折，名字朝外") == 13


def test_receipt_shows_answers_and_fingerprint():
    pdf = render.pdf("print/receipt.html", {"receipt": RECEIPT})
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "您的回复已经收到" in words(pdf)
    assert RECEIPT["text_hash"] in words(pdf)


def test_english_paper_says_so():
    pdf = render.pdf("print/receipt.html", {"receipt": RECEIPT}, language="en")
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == "en"


def test_pages_put_many_into_one_file(monkeypatch):
    monkeypatch.setattr(render, "CHUNK", 2)
    contexts = [{"letter": {**LETTER, "title": f"第 {n} 封"}} for n in range(5)]
    reader = PdfReader(BytesIO(render.pages("print/letter.html", contexts)))
    assert len(reader.pages) == 5
    titles = ["".join(page.extract_text().split()) for page in reader.pages]
    assert all(f"第{n}封" in title for n, title in enumerate(titles))


WHO = [
    "三年级（2）班 · 张小禾 · 张<b>妈妈</b>",
    "三年级（2）班 · 李一 · 李爸爸",
    f"{'很长的名字' * 12} · {'W' * 60}",
]
READERS = [
    {"who": who, "code": f"7K3M 2QF{n} 4HXC", "url": f"http://localhost:8000/l/7K3M2QF{n}4HXC"}
    for n, who in enumerate(WHO)
]


def stamped(paragraphs: int, lines: int = 1) -> render.Stamped:
    reply = {**LETTER["reply"], "who_lines": range(lines), "due": "请在 11 月 27 日前交回"}
    sheet = {**LETTER, "paragraphs": LETTER["paragraphs"] * paragraphs, "reply": reply}
    return render.Stamped({"letter": sheet}, READERS)


def codes_on(pdf: bytes, number: int) -> list[str]:
    image = pypdfium2.PdfDocument(pdf)[number].render(scale=2).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(image)]


def test_letter_set_once_carries_each_familys_own_slip():
    pdf = render.piece("print/letter.html", stamped(1, lines=room.lines(WHO[2])))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == len(READERS)
    for number, reader in enumerate(READERS):
        said = "".join(pages[number].extract_text().split())
        for other in READERS:
            there = other is reader
            assert (other["code"].replace(" ", "") in said) is there
            assert (other["who"].replace(" ", "") in said) is there
        assert codes_on(pdf, number) == [reader["url"]]


def test_letter_of_two_pages_has_the_slip_on_the_last():
    pdf = render.piece("print/letter.html", stamped(9))
    pages = [words_of(page) for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) == 2 * len(READERS)
    for number, reader in enumerate(READERS):
        first, last = pages[2 * number], pages[2 * number + 1]
        assert "网络安全周，想和您商量一件事" in first
        assert "4HXC" not in first
        assert reader["code"].replace(" ", "") in last
        assert "请在11月27日前交回" in last
        assert codes_on(pdf, 2 * number) == []
        assert codes_on(pdf, 2 * number + 1) == [reader["url"]]


def test_one_letter_for_many_takes_the_room_of_one():
    few = len(render.piece("print/letter.html", stamped(1)))
    whole = stamped(1)
    many = render.piece("print/letter.html", replace(whole, stamps=READERS * 20))
    assert len(many) < few * 1.5


def test_letter_without_room_for_words_is_refused():
    with pytest.raises(render.PressFailed):
        render.piece("print/letter.html", render.Stamped({"letter": LETTER}, READERS))


def test_qr_is_an_inline_drawing():
    drawing = qr.svg("http://localhost:8000/enter/?c=7K3M2QF9&x=<", label="<b>")
    assert drawing.startswith("<svg")
    assert "viewBox" in drawing
    assert "<b>" not in drawing
    assert "style=" not in drawing
