"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from school_safety.access import kiosk

THEMES = {"light", "dark"}


def page(request: HttpRequest) -> dict[str, object]:
    """Facts for the layouts."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "demo": settings.DEMO,
        "kiosk": kiosk.is_on(request),
    }
