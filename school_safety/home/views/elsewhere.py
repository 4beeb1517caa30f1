"""Signing in with an account elsewhere; where the environment names none, none of this is there."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.accounts import elsewhere
from school_safety.home.actions import elsewhere as actions
from school_safety.kernel.refusals import Absent

View = Callable[..., HttpResponseBase]
LOGIN, CONNECT = "login", "connect"
OWN_PAGES = frozenset({"same-origin", "none"})  # pressed here, or typed; not sent by another site
log = logging.getLogger(__name__)


def there(view: View) -> View:
    """Before anything else: a way that the environment does not name has no pages."""

    @wraps(view)
    def looked_up(request: HttpRequest, way: str) -> HttpResponseBase:
        if way not in elsewhere.ways():
            raise Absent
        return view(request, way)

    return looked_up


@public("a door for colleagues who are not signed in yet; the other side says who it is")
@require_safe
@there
def begin(request: HttpRequest, way: str) -> HttpResponse:
    """On to the other side. A link on a foreign page only leads to our own sign-in page."""
    if request.user.is_authenticated:
        return redirect("home:mine")
    if request.headers.get("Sec-Fetch-Site", "none") not in OWN_PAGES:
        return redirect("account_login")
    try:
        url = elsewhere.begin(request, way, process=LOGIN, next_url=_own(request))
    except elsewhere.NotDone as trouble:
        return _not_done(request, way, trouble)
    return HttpResponseRedirect(url)


@public("the other side sends the browser back here, signed in or not")
@require_safe
@there
def back(request: HttpRequest, way: str) -> HttpResponseBase:
    """What was begun in this browser comes to its end here, once."""
    try:
        came = elsewhere.come_back(request, way)
    except elsewhere.NotDone as trouble:
        return _not_done(request, way, trouble)
    if came.process == CONNECT:
        return _connected(request, came)
    if request.user.is_authenticated:  # nobody is exchanged for somebody else
        return redirect("home:mine")
    user = actions.person_behind(identity=came.identity, at=timezone.now())
    if user is None:
        facts = {"label": elsewhere.label(way), "unknown": True}
        return render(request, "home/elsewhere_stop.html", facts, status=403)
    record_authentication(request, user, "socialaccount", provider=way)
    return perform_login(request, user, email_verification="none", redirect_url=came.next_url)


@gate(Permission.SIGNED_IN)
@require_POST
@there
@confirmed()
def connect(request: HttpRequest, way: str) -> HttpResponse:
    """A page in between: a form may not lead off our own address (form-action)."""
    if not actions.is_colleague(request.user):
        raise Absent
    try:
        url = elsewhere.begin(request, way, process=CONNECT)
    except elsewhere.NotDone as trouble:
        return _not_done(request, way, trouble)
    facts = {"label": elsewhere.label(way), "url": url}
    return render(request, "home/elsewhere_go.html", facts)


@gate(Permission.SIGNED_IN)
@require_POST
@there
@confirmed()
def disconnect(request: HttpRequest, way: str) -> HttpResponse:
    """From now on it opens nothing here."""
    actions.disconnect(user=request.user, way=way, at=timezone.now())
    messages.success(request, _("断开了，以后不能再用它进来。"))
    return redirect("home:sign_in_show")


def _connected(request: HttpRequest, came: elsewhere.Return) -> HttpResponse:
    if str(request.user.pk) != came.started_by:
        raise Absent
    actions.connect(user=request.user, identity=came.identity, at=timezone.now())
    messages.success(request, _("连好了，以后可以用它进来。"))
    return redirect("home:sign_in_show")


def _own(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def _not_done(request: HttpRequest, way: str, trouble: Exception) -> HttpResponse:
    """The words of the other side stay there: whoever mends it finds the kind of trouble here."""
    log.warning("sign-in by %s came to no end: %s", way, trouble)
    facts = {"label": elsewhere.label(way), "unknown": False}
    return render(request, "home/elsewhere_stop.html", facts, status=403)
