"""Letters answered at school, on a device that belongs to nobody: opened by a colleague, used by
families one after the other, each with the code on her slip and a code to her own phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import kiosk
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.home.actions import opened_kiosk
from school_safety.home.forms import SlipForm
from school_safety.kernel.refusals import Absent
from school_safety.web.forms import form_page

WHY = "a device in the lobby has no account: what it opens, a family's own code opens"


@gate(Permission.LETTER_FOLLOW, Permission.CONSENT_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_open(request: HttpRequest) -> HttpResponse:
    """Hand this device over: whoever presses is signed out of it."""
    if request.method != "POST":
        return render(request, "home/kiosk_open.html", {"minutes": kiosk.IDLE // 60})
    school = opened_kiosk(by=request.user, at=timezone.now())
    kiosk.begin(request, school)
    return redirect("home:kiosk")


@public(WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_show(request: HttpRequest) -> HttpResponse:
    """Type the code on the slip; whoever was here before is gone."""
    _must_be_one(request)
    if request.user.is_authenticated:
        kiosk.again(request)
        return redirect("home:kiosk")
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("home:enter_letter", form.cleaned_data["code"])
    return form_page(request, "home/kiosk.html", {"form": form})


@public(WHY)
@require_GET
def kiosk_done(request: HttpRequest) -> HttpResponse:
    """Signed out, and nothing is left; the next family begins from here."""
    _must_be_one(request)
    kiosk.again(request)
    response = render(request, "home/kiosk_done.html")
    response.headers["Refresh"] = f"12; url={kiosk.HOME}"
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for name in ("language", "theme", "messages"):
        response.delete_cookie(name)
    return response


@public(WHY)
@require_POST
def kiosk_close(request: HttpRequest) -> HttpResponse:
    """The device is an ordinary one again, with nobody signed in."""
    _must_be_one(request)
    request.session.flush()
    return redirect("account_login")


def _must_be_one(request: HttpRequest) -> None:
    if not kiosk.is_on(request):
        raise Absent
