"""Pages of pieces as gzip (RFC 1952): what never changes is packed once, what does is laid in unpacked.

Packing a page anew costs more than all else that filling it in does, on the busiest day of the year.
As a form's token and what somebody typed are never packed at all, their lengths tell nothing about
each other; the padding hides the rest of the length as Django's own middleware does.
"""

import secrets
import struct
import zlib
from collections.abc import Iterable

from django.middleware.gzip import GZipMiddleware, re_accepts_gzip

HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"  # deflated, with a file name, of no time and no system
LAST = b"\x03\0"  # an empty block that says that it is the last
LONGEST = 0xFFFF  # bytes of one stored block (RFC 1951, 3.2.4)
PADDING = GZipMiddleware.max_random_bytes  # at most, in the file name that nobody reads

Piece = tuple[bytes, bytes]  # as it is read, and as it is sent


def takes(accepted: str) -> bool:
    """Whether a browser that sends this Accept-Encoding reads gzip."""
    return bool(re_accepts_gzip.search(accepted))


def fixed(text: str) -> Piece:
    """A piece that is the same in every page."""
    plain = text.encode()
    work = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return plain, work.compress(plain) + work.flush(zlib.Z_FULL_FLUSH)


def loose(text: str) -> Piece:
    """A piece of this page alone."""
    plain = text.encode()
    parts = (plain[at : at + LONGEST] for at in range(0, len(plain), LONGEST))
    return plain, b"".join(
        b"\0" + struct.pack("<HH", len(part), len(part) ^ LONGEST) + part for part in parts
    )


def whole(pieces: Iterable[Piece]) -> bytes:
    """One page of these pieces, ready to be sent with `Content-Encoding: gzip`."""
    plains, sent = zip(*pieces, strict=True)
    page = b"".join(plains)
    padding = b"a" * secrets.randbelow(PADDING) + b"\0"
    end = struct.pack("<II", zlib.crc32(page), len(page))
    return b"".join((HEAD, padding, *sent, LAST, end))
