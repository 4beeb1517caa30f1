"""A form that arrives after the proof has grown old: asked for a proof, and nothing is typed twice.

The form's own fields travel through the page in between, in the reader's browser alone.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from school_safety.accounts.second_step import ReauthenticateForm as CodeForm
from school_safety.kernel.refusals import TooMany

from . import held

PREFIX = "proof"  # keeps our field apart from the form's own
FORMS: dict[str, Any] = {"mfa_reauthenticate": CodeForm, "reauthenticate": PasswordForm}


def proved(request: HttpRequest) -> bool:
    """Whether this form carries a proof that holds; the view behind never sees the proof."""
    form = _form(request)
    if form is None or not _carried(request) or not form.is_valid():
        return False
    if isinstance(form, CodeForm):
        form.save()
    else:
        reauthenticate_by_password(request)
    data: Any = request.POST.copy()
    for name in _carried(request):
        del data[name]
    data._mutable = False
    request.POST = data
    return True


def show(request: HttpRequest) -> HttpResponse:
    """The page in between; a wrong proof is said here."""
    after = urlencode({"next": "/home/"})
    facts = {
        "form": _form(request),
        "fields": [pair for pair in held.fields(request) if pair[0] not in _carried(request)],
        "elsewhere": f"{place(request)}?{after}",
        "files": bool(request.FILES),
    }
    return render(request, "access/held.html", facts, status=403)


def place(request: HttpRequest) -> str:
    """Where this person confirms: her second step, else her password, else setting one up."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    return methods[0]["url"] if methods else reverse("mfa_index")


def _form(request: HttpRequest) -> Form | None:
    """One per request: checking it twice would count a wrong code twice."""
    if not hasattr(request, "_proof"):
        request._proof = _new_form(request)  # type: ignore[attr-defined]  # ours, for this request
    return request._proof  # type: ignore[attr-defined, no-any-return]  # the same


def _new_form(request: HttpRequest) -> Form | None:
    """The form of the first proof that can be typed; None for keys, which need their own page."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    kind = next((FORMS[method["id"]] for method in methods if method["id"] in FORMS), None)
    if kind is None:
        return None
    data = request.POST if _carried(request) else None
    if data is not None and not ratelimit.consume(
        request, action="reauthenticate", user=request.user
    ):
        raise TooMany
    form: Form = kind(data, user=request.user, prefix=PREFIX)
    return form


def _carried(request: HttpRequest) -> list[str]:
    return [name for name in request.POST if name.startswith(f"{PREFIX}-")]
