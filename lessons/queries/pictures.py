"""A picture in the sizes in which it goes out. A file that is gone leaves its words behind."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.images.models import SourceImageIOError

PHONE, PAGE = "width-480", "width-960"
WALL = "max-1600x1000"
LIGHT = "|format-webp"
MIME = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Shown:
    """`plain` is the size for whoever reads no modern format; `light` are the modern ones."""

    plain: Any
    light: tuple[Any, ...]

    @property
    def ending(self) -> str:
        """Of the plain file's name."""
        return str(self.plain.file.name.rpartition(".")[2])

    @property
    def light_set(self) -> str:
        """For `srcset`: each address once, with its real width."""
        widths = {each.width: each.url for each in self.light}
        return ", ".join(f"{url} {width}w" for width, url in widths.items())


def on_page(image: Any) -> Shown | None:
    """For a telephone and for a desktop."""
    return _shown(image, PAGE, PHONE + LIGHT, PAGE + LIGHT)


def on_wall(image: Any) -> Shown | None:
    """For the last row."""
    return _shown(image, WALL, WALL + LIGHT)


def inline(image: Any) -> str:
    """For paper, which fetches nothing: the picture as an address that holds it."""
    found = file_of(image, PAGE)
    return f"data:{MIME[found[0]]};base64,{b64encode(found[1]).decode()}" if found else ""


def file_of(image: Any, size: str) -> tuple[str, bytes] | None:
    """(ending, content) of one size."""
    shown = _shown(image, size)
    if shown is None:
        return None
    try:
        with shown.plain.file.open("rb") as file:
            return shown.ending, file.read()
    except OSError:
        return None


def of_page(page: Any) -> list[Any]:
    """Every picture of a lesson or guide, with its caption and origin, in order."""
    found: list[Any] = []
    body = getattr(page, "body", None)
    for block in body if isinstance(body, StreamValue) else ():
        found += [block.value] if block.block_type == "picture" else _of_step(block.value)
    return [each for each in found if each["picture"]]


def _of_step(value: Any) -> list[Any]:
    return list(value.get("pictures") or ())


def _shown(image: Any, plain: str, *light: str) -> Shown | None:
    prefetch_related_objects([image], "renditions")
    try:
        sizes = image.get_renditions(plain, *light)
    except (SourceImageIOError, OSError):
        return None
    return Shown(sizes[plain], tuple(sizes[each] for each in light))
