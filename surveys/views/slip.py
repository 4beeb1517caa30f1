"""The door of a slip: scan or type, look whether it is yours, begin."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent
from school_safety.limits.address import of as address_of
from school_safety.web import skeleton
from school_safety.web.forms import form_page
from school_safety.web.marks import masked
from surveys.actions import seating, slips, tries
from surveys.forms import CodeForm
from surveys.models import Invitation

from . import live


def device_of(request: HttpRequest) -> str:
    """The session of this machine, made when its first wrong try must be counted."""
    return request.session.session_key or ""


def guard(request: HttpRequest, *, typed: bool = False) -> None:
    """Too many wrong tries at this machine or address: no more for a while, right or wrong.

    The room's own figure stops typing only: nobody guesses a QR code, and one child who plays
    with the keyboard must not shut the door on the others.
    """
    address = address_of(request)
    room = tries.room_at(address) if typed else ""
    tries.guard(device=device_of(request), address=address, room=room)


def count_wrong(request: HttpRequest, room: str = "") -> None:
    """One wrong try of this machine; it gets a session to count by."""
    request.session["door"] = True
    if not request.session.session_key:
        request.session.save()
    tries.count_wrong(device=device_of(request), address=address_of(request), room=room)


def _absent(request: HttpRequest, refusal: Absent) -> HttpResponse:
    """Wrong, closed, used up or never issued: one page, one status."""
    count_wrong(request, str(refusal.facts.get("room", "")))
    return render(request, live.NOT_NOW, status=404)


@public("a student enters with a printed slip, not with an account")
@require_http_methods(["GET", "POST"])
def slip_type(request: HttpRequest) -> HttpResponse:
    """Type the code where there is no camera."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guard(request, typed=True)
        try:
            found = seating.find_typed(form.cleaned_data["code"], timezone.now())
        except Absent as refusal:
            return _absent(request, refusal)
        return redirect("surveys:slip_show", token=slips.token_of(found))
    return form_page(request, "surveys/slip_type.html", {"form": form})


@public("a student enters with a printed slip, not with an account")
@gzip_page
@require_http_methods(["GET", "POST"])
def slip_show(request: HttpRequest, token: str) -> HttpResponse:
    """A calm look before the start; the start binds this slip to this session."""
    at = timezone.now()
    guard(request)
    try:
        if request.method == "POST":
            return _sit_down(request, seating.slip_of(token), at)
        found = seating.find(token, at)
    except Absent as refusal:
        return _absent(request, refusal)
    school = found.wave.school
    name = school.name_en if get_language() == "en" else ""
    words = {
        "school": name or school.name,
        "room": found.sitting.classroom.name,
        "who": masked(found.student.name),
        "wave": found.wave.title,
        "seat": seating.new_secret(),
    }
    return skeleton.fill(request, "surveys/slip_show.html", holes=words)


def _sit_down(request: HttpRequest, found: Invitation, at: datetime) -> HttpResponse:
    offered = request.POST.get("seat", "")
    taken = seating.take_seat(
        slip=found,
        seat=live.seat_of(request),
        at=at,
        offered=offered if seating.is_secret(offered) else "",
    )
    live.begin(request, found, taken)
    tries.entered(address=address_of(request), sitting_id=found.sitting_id)
    return redirect("surveys:answer_show")
