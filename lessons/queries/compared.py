"""One field of a lesson as its reader meets it: its words line by line, and its pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamValue, StructBlock

from lessons.blocks.picture import PictureBlock
from lessons.models import LessonPage


@dataclass(frozen=True)
class Picture:
    """One picture with all that is said of it; `where` names its step and is not compared."""

    image: int | None
    alt: str
    caption: str
    credit: str
    value: Any = field(compare=False)
    where: str = field(compare=False)


def words(page: LessonPage, name: str) -> list[str]:
    """Without the pictures; what is no text stands behind the name of its field."""
    value = getattr(page, name)
    if isinstance(value, StreamValue):
        return [word for each in value for word in _words(each.block, each.value)]
    shown = getattr(page, f"get_{name}_display", None)
    return str(shown() if shown else value).splitlines()


def pictures(page: LessonPage, name: str) -> list[Picture]:
    """In their order."""
    value = getattr(page, name)
    return [
        _picture(picture, each.value.get("title") or "")
        for each in (value if isinstance(value, StreamValue) else ())
        for picture in each.value.get("pictures") or ()
    ]


def _words(block: Block, value: Any) -> Iterator[str]:
    if isinstance(block, PictureBlock) or not value:
        return
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _words(child, value.get(name))
    elif isinstance(block, ListBlock):
        for each in value:
            yield from _words(block.child_block, each)
    elif isinstance(value, str):
        yield value
    elif value is True:
        yield str(block.label)
    else:
        file = getattr(value, "filename", None)  # two recordings may well have one title
        yield f"{block.label} · {value} · {file}" if file else f"{block.label} · {value}"


def _picture(value: Any, where: str) -> Picture:
    image = value["picture"]
    alt = "" if image is None or image.decorative else image.contextual_alt_text or ""
    return Picture(image and image.pk, alt, value["caption"], value["credit"], value, where)
