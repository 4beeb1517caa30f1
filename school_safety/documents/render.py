"""HTML template -> PDF. The only door to the typesetter, which works in a process of its own."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfWriter

from school_safety.kernel.refusals import NotNow

from .press import Press, PressFailed

__all__ = [
    "PressFailed", "Stamped", "css", "html", "joined", "pages", "pdf", "piece",
]  # fmt: skip

CHUNK = 50  # letters set in one go: memory stays bounded, fonts are embedded once per chunk
SHEETS = 10  # as many full of QR codes: what one job's processor time allows, on a slow machine too
HERE = Path(__file__).parent
ACCESSIBLE = "pdf/ua-1"


@dataclass(frozen=True)
class Stamped:
    """One text for many readers. Each of `stamps` has `who`, `code` and `url`; the template leaves
    room for them where an `id` says so: stamp-who, stamp-code, stamp-qr."""

    context: Mapping[str, object]
    stamps: Sequence[Mapping[str, str]]

    def __len__(self) -> int:
        return len(self.stamps)


_presses: dict[int, Press] = {}


def pdf(template: str, context: Mapping[str, object], *, language: str = "zh-hans") -> bytes:
    """One document, with structure for screen readers."""
    return _set([html(template, context, language=language)], variant=ACCESSIBLE)


def pages(
    template: str,
    contexts: Iterable[Mapping[str, object]],
    *,
    language: str = "zh-hans",
    chunk: int = CHUNK,
) -> bytes:
    """Many documents as pages of one file, for printing; so many at a time as one job can set."""
    return joined([piece(template, some, language=language) for some in batched(contexts, chunk)])


def piece(
    template: str, contexts: Iterable[Mapping[str, object]] | Stamped, *, language: str = "zh-hans"
) -> bytes:
    """As much of a print as one job sets."""
    if isinstance(contexts, Stamped):
        text = html(template, contexts.context, language=language)
        return _set([text], stamps=contexts.stamps)
    return _set([html(template, each, language=language) for each in contexts])


def joined(parts: Sequence[bytes]) -> bytes:
    """The pieces of a print as one file."""
    if len(parts) == 1:
        return parts[0]
    whole = PdfWriter()
    for part in parts:
        whole.append(BytesIO(part), import_outline=False)
    target = BytesIO()
    whole.write(target)
    return target.getvalue()


def html(template: str, context: Mapping[str, object], *, language: str = "zh-hans") -> str:
    """The template in that language, with `language` for its `lang` attribute."""
    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    with translation.override(language):
        return render_to_string(template, {**context, "language": tag})


def css() -> Path:
    """The style sheet of everything on paper."""
    return HERE / "print.css"


def _set(
    texts: list[str], *, variant: str | None = None, stamps: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """A machine that is too busy just now is no fault of the page: it is asked for again later."""
    try:
        return _press().set(texts, variant=variant, stamps=stamps)
    except PressFailed as failed:
        if str(failed) == "too_slow":
            raise NotNow("press_busy") from failed
        raise


def _press() -> Press:
    """This process's press: a forked child never shares its parent's pipes."""
    return _presses.setdefault(os.getpid(), Press(css()))
