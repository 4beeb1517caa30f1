"""For the sign-in page, which allauth renders."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from school_safety.accounts import elsewhere

register = template.Library()


@register.simple_tag
def ways_elsewhere(wanted: str | None = "") -> list[dict[str, Any]]:
    """Where colleagues may also sign in, and then go on to `wanted`; empty unless configured."""
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return [
        {"label": elsewhere.label(way), "url": reverse("home:elsewhere_begin", args=[way]) + query}
        for way in elsewhere.ways()
    ]
