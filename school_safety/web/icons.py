"""Icons from the lucide package, drawn into the page so that they take the colour of their words."""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

NAMESPACE = "{http://www.w3.org/2000/svg}"
BOAT = "sailboat"


@lru_cache(maxsize=1)
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@lru_cache(maxsize=256)
def _strokes(name: str) -> str:
    root = ElementTree.fromstring(_archive().read(f"{name}.svg"))  # noqa: S314  (our own package)
    for node in root.iter():
        node.tag = node.tag.removeprefix(NAMESPACE)
    return "".join(ElementTree.tostring(node, encoding="unicode").strip() for node in root)


def icon(name: str, label: str = "") -> SafeString:
    """The named icon; with a label where no word stands beside it."""
    strokes = mark_safe(_strokes(name))  # noqa: S308  (drawn by the package, not by a person)
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            label,
            strokes,
        )
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', strokes)
