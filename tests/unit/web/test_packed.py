"""A page of packed and loose pieces is ordinary gzip, for every reader of it."""

import gzip
import zlib

import pytest

from school_safety.web import packed

FIXED = "<p>同一页，人人都一样。</p>" * 50
PAGES = [
    [packed.fixed("")],
    [packed.loose("")],
    [packed.fixed(FIXED)],
    [packed.fixed(FIXED), packed.loose("小明"), packed.fixed(FIXED), packed.loose("t0ken")],
    [packed.loose("长" * 50_000), packed.fixed(FIXED)],  # more than one stored block holds
]


@pytest.mark.parametrize("pieces", PAGES)
def test_any_reader_reads_it(pieces):
    page = packed.whole(pieces)
    plain = b"".join(text for text, _sent in pieces)
    assert gzip.decompress(page) == plain
    browser = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert browser.decompress(page) == plain
    assert browser.eof
    assert not browser.unused_data


def test_what_is_loose_is_never_packed():
    """Else its length would tell how like a stranger's guess a token is."""
    guess = packed.loose("t0ken" * 100)
    assert len(guess[1]) == len(guess[0]) + 5
    lengths = {len(packed.whole([packed.fixed(FIXED), packed.loose("t0ken")])) for _ in range(40)}
    assert len(lengths) > 1  # padded at random


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        *(("gzip", True), ("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.8", True)),
        *(("", False), ("identity", False), ("xgzipped", False)),
    ],
)
def test_only_for_who_reads_it(accepted, takes):
    assert packed.takes(accepted) is takes
