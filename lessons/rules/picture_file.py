"""A photograph or drawing as somebody sends it, and what of it may be kept: the picture and nothing
else. Where it was taken, with which device, when, and any words inside the file are left behind.
"""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 50_000_000  # a good telephone's; what claims more is a bomb
LONGEST = 2400  # of either side, as kept: enough for a wall
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88


class Unreadable(Exception):
    """No picture of ours; `code` says why: big, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Bare:
    """The picture alone, upright, in common colours."""

    content: bytes
    suffix: str
    mime: str


def bare(data: bytes) -> Bare:
    """The first picture of the file, drawn anew; Unreadable before much of it is unpacked."""
    if len(data) > MOST_BYTES:
        raise Unreadable("big")
    try:
        found = Image.open(BytesIO(data), formats=FORMATS)
        if found.width * found.height > MOST_PIXELS:
            raise Unreadable("big")
        found.draft("RGB", (LONGEST, LONGEST))
        found.load()
        return _written(_in_common_colours(found), found.format == "PNG")
    except Unreadable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable("big") from error
    except Exception as error:  # a broken file breaks its reader in many ways
        raise Unreadable("broken") from error


def _in_common_colours(found: Any) -> Any:
    """Upright, without a profile of its own, with transparency only where there is some."""
    profile = found.info.get("icc_profile")
    upright = ImageOps.exif_transpose(found)
    clear = upright.has_transparency_data
    drawn = upright.convert("RGBA" if clear else "RGB")
    if profile and upright.mode == "RGB":
        with suppress(ImageCms.PyCMSError, OSError):
            ours = ImageCms.createProfile("sRGB")
            drawn = ImageCms.profileToProfile(drawn, BytesIO(profile), ours) or drawn
    drawn.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return drawn


def _written(drawn: Any, flat: bool) -> Bare:
    fresh = Image.new(drawn.mode, drawn.size)  # holds pixels and nothing that was told beside them
    fresh.paste(drawn)
    target = BytesIO()
    if flat or drawn.mode == "RGBA":
        fresh.save(target, "PNG", optimize=True)
        return Bare(target.getvalue(), "png", "image/png")
    fresh.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Bare(target.getvalue(), "jpg", "image/jpeg")
