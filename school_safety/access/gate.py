"""The decorator that every view wears. It records its verbs, so that a test can walk all doors."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from school_safety.kernel.refusals import Absent

from . import policy, step_up
from .permissions import Permission

View = Callable[..., HttpResponseBase]


def gate(*verbs: Permission) -> Callable[[View], View]:
    """Let in whoever holds one of the verbs; send strangers to sign in; hide from everybody else.

    Some verbs want a fresh proof of who is there: `step_up.NEEDS`.
    """

    def wear(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            held = [verb for verb in verbs if policy.holds(request.user, verb)]
            if not held:
                raise Absent
            asked = step_up.ask(request, step_up.need_of(held))
            return view(request, *args, **kwargs) if asked is None else asked

        guarded.gate = frozenset(verbs)  # type: ignore[attr-defined]  # read by the resolver walk
        return guarded

    return wear


def public(why: str) -> Callable[[View], View]:
    """Mark a view that needs no sign-in, with the reason; the view keeps its own door if it has one."""

    def wear(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.gate = frozenset()  # type: ignore[attr-defined]  # read by the resolver walk
        opened.public = why  # type: ignore[attr-defined]
        return opened

    return wear
