"""The house's doors, the demo's, and one that refuses in every designed way: for browser tests."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent, Invalid, NotNow, TooMany
from school_safety.urls import handler400, handler403, handler404, handler500
from school_safety.urls import urlpatterns as own
from school_safety.web import refusals

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

RAISED = {404: Absent(), 409: NotNow("case_closed"), 422: Invalid(), 429: TooMany()}
SHOWN = {
    400: refusals.bad_request,
    403: refusals.csrf_failure,
    500: refusals.fault,
}


@public("a refusal to look at")
def refused(request: HttpRequest, status: int) -> HttpResponse:
    """That refusal's page."""
    if status in SHOWN:
        return SHOWN[status](request)
    raise RAISED[status]


urlpatterns = [
    path("refused/<int:status>/", refused),
    path("", include("school_safety.demo.urls")),
    *own,
]
