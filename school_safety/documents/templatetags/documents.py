"""Tags for paper."""

from django import template
from django.utils.safestring import SafeString

from school_safety.documents import qr as codes

register = template.Library()


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code as inline SVG: {% qr url %}."""
    return codes.svg(str(text), label=str(label))
