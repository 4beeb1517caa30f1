"""A view that may be asked only so often: `@limited("pdf.make")` below its gate."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from . import address
from .counting import check

View = Callable[..., HttpResponseBase]


def every(request: HttpRequest) -> bool:
    """Each request."""
    return True


def posted(request: HttpRequest) -> bool:
    """What changes something; looking at the empty form does not."""
    return request.method == "POST"


def searched(request: HttpRequest) -> bool:
    """A list once somebody searches in it."""
    return bool(request.GET.get("q"))


def limited(action: str, when: Callable[[HttpRequest], bool] = every) -> Callable[[View], View]:
    """Count these requests per person and per address; TooMany (429) above the table's figures."""

    def wear(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if when(request):
                check(action, key=who(request), address=address.of(request))
            return view(request, *args, **kwargs)

        return counted

    return wear


def who(request: HttpRequest) -> str:
    """The account; for those without one, the session of this device (empty on the first visit)."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    return request.session.session_key or ""
