"""One click per role. Exists only in the demo, which never runs on a real database."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from school_safety.access.second_factor import SESSION_KEY
from school_safety.kernel.refusals import Absent

from . import doors


@public("the demo's own sign-in: invented people, no real data")
@require_http_methods(["GET", "HEAD", "POST"])
def demo_login(request: HttpRequest) -> HttpResponse:
    """GET shows the cards; only a POST signs anybody in."""
    if not settings.DEMO or settings.DATABASE_URL:
        raise Absent
    known = doors.read()
    if request.method == "POST":
        return _enter(request, known["accounts"].get(request.POST.get("key", "")))
    facts = {
        "floors": [
            (name, text, [d for d in cards if d.key in known["accounts"]])
            for name, text, cards in doors.FLOORS
        ],
        "slip": next(iter(known["slips"]), ""),
        "ready": bool(known["accounts"]),
    }
    return render(request, "demo/login.html", facts)


def _enter(request: HttpRequest, user_id: str | None) -> HttpResponse:
    user = doors.account(user_id)
    if user is None:
        raise Absent
    if request.user.pk != user.pk:  # the same role again only confirms; open forms stay good
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SESSION_KEY] = timezone.now().isoformat()
    return redirect("home:mine")
