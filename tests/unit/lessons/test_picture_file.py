"""Only the picture of a file is kept; what is no picture, or too much of one, is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from lessons.rules import picture_file
from lessons.rules.picture_file import Unreadable, bare


def photograph(mode="RGB", size=(60, 40), kind="JPEG", **more) -> bytes:
    target = BytesIO()
    Image.new(mode, size, 120).save(target, kind, **more)
    return target.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken"),
        (b"<html><script>alert(1)</script></html>", "broken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "broken"),
        (b"GIF89a" + b"\0" * 40, "broken"),
        (photograph()[:300], "broken"),
        (photograph(size=(400, 300), kind="PNG")[:-40], "broken"),
        (png_that_claims(20_000, 20_000), "big"),
        (png_that_claims(9_000, 9_000), "big"),
        (b"\xff\xd8" + b"\0" * picture_file.MOST_BYTES, "big"),
    ],
)
def test_what_is_refused(data, code):
    with pytest.raises(Unreadable) as refused:
        bare(data)
    assert refused.value.code == code


def test_nothing_but_the_picture_is_kept():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "A maker of telephones", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 50.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    sent = photograph(exif=exif, comment=b"third class", xmp=b"<x:xmpmeta>place</x:xmpmeta>")
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)
    kept = bare(sent)
    found = Image.open(BytesIO(kept.content))
    assert found.size == (40, 60)  # turned upright before the turning is forgotten
    assert not found.getexif()
    for word in (b"telephones", b"third class", b"xmpmeta", b"Exif"):
        assert word in sent
        assert word not in kept.content


@pytest.mark.parametrize(
    ("mode", "kind", "suffix"),
    [
        ("RGB", "JPEG", "jpg"),
        ("L", "JPEG", "jpg"),
        ("RGB", "PNG", "png"),
        ("P", "PNG", "png"),
        ("RGB", "WEBP", "jpg"),
        ("RGBA", "WEBP", "png"),
        ("CMYK", "JPEG", "jpg"),
    ],
)
def test_every_format_becomes_one_of_two(mode, kind, suffix):
    kept = bare(photograph(mode, kind=kind))
    assert kept.suffix == suffix
    assert Image.open(BytesIO(kept.content)).size == (60, 40)


def test_a_large_picture_becomes_as_large_as_a_wall():
    kept = bare(photograph(size=(5000, 2500)))
    assert Image.open(BytesIO(kept.content)).size == (2400, 1200)
