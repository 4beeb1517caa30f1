"""A QR code as inline SVG, for pages and for paper."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(text: str, *, label: str = "") -> SafeString:
    """A square without fixed size: its box decides. Error correction M survives a folded slip."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(
        border=2,
        omitsize=True,
        svgclass="qr-code",
        lineclass=None,
        title=label or None,
        dark="#000",
    )
    return mark_safe(drawing)  # noqa: S308  (segno escapes the title; the rest is numbers)
