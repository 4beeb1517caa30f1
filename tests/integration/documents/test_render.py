"""Templates become PDF files that can be opened, searched and printed."""

import shutil
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfReader

from school_safety.documents import qr, render
from tests.integration.documents.papers import LETTER, RECEIPT, SLIPS


def words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return "".join(text.split())


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


def test_qr_is_an_inline_drawing():
    drawing = qr.svg("http://localhost:8000/enter/?c=7K3M2QF9&x=<", label="<b>")
    assert drawing.startswith("<svg")
    assert "viewBox" in drawing
    assert "<b>" not in drawing
    assert "style=" not in drawing
