"""For the sign-in page, which allauth renders."""

import re
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


@register.simple_tag
def letter_door(wanted: str | None = "") -> str:
    """Where a parent goes who followed a letter's link to the sign-in page; empty for other links."""
    found = re.match(r"/(?:family/letters/([0-9a-f-]{36})/|l/([0-9A-Za-z]{12})$)", wanted or "")
    return reverse("home:enter_letter", args=[found[1] or found[2]]) if found else ""


@register.simple_tag
def evening_door(wanted: str | None = "") -> str:
    """Where a parent goes who scanned the code at a parents' evening; empty for other links."""
    found = re.fullmatch(r"/family/session/([0-9A-Za-z_-]{1,32})/", wanted or "")
    return f"{reverse('home:enter_ask')}?evening={found[1]}" if found else ""
