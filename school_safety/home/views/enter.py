"""The guardian's door: a printed code, no app, no e-mail address."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from school_safety.accounts.codes import read, written
from school_safety.home.actions import guardian_at_the_door
from school_safety.home.forms import EnterForm
from school_safety.kernel.refusals import Absent
from school_safety.limits import address
from school_safety.web.forms import form_page

from .arriving import EVENING


@public("a guardian has no password: the printed code and the phone tail are the door")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str = "") -> HttpResponse:
    """GET never signs anybody in, so that a link preview opens nothing."""
    form = EnterForm(request.POST or None, initial={"code": written(read(code))})
    if request.method == "POST" and form.is_valid():
        user = guardian_at_the_door(
            code=form.cleaned_data["code"],
            tail=form.cleaned_data["tail"].strip(),
            address=address.of(request),
            at=timezone.now(),
        )
        if user is not None:
            evening = request.session.pop(EVENING, "")
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            if evening:
                return redirect("lessons:parent_sign_in", evening)
            return redirect("home:family_home")
        form.add_error(
            None, _("登录码和手机号后四位没有对上。再看一眼信纸，或请班主任重新打印一张。")
        )
    return form_page(request, "home/enter.html", {"form": form})


@public("closed for everybody: nobody signs up here, and no mailbox opens a door")
def closed(request: HttpRequest, area: str = "") -> HttpResponse:
    """Pages of the sign-in library for which this house has no use."""
    raise Absent
