"""The little boat in the browser tab."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from school_safety.access.gate import public

BOAT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="8" fill="#076262"/><path d="M16 6v11M16 6l-6 11h12zM6 19h20l-4 6H10z" fill="none" '
    'stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>'
)


@public("an icon")
@cache_control(public=True, max_age=86400)
def icon(request: HttpRequest) -> HttpResponse:
    """Our own drawing."""
    return HttpResponse(BOAT, content_type="image/svg+xml")
