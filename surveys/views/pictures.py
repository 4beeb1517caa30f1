"""The door of the youngest: the code on the board, her number, three pictures. No names anywhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent
from school_safety.limits.address import of as address_of
from school_safety.web.forms import form_page
from surveys.actions import doors, slips, tries
from surveys.choices import PICTURES, Picture
from surveys.forms import ClassCodeForm, NumberForm
from surveys.queries.pictures import shown

from .slip import count_wrong, guard

WHY = "a young child enters by her class's code and her own pictures, not with an account"
NAME = "surveys.door"
PAD = range(1, 61)


@public(WHY)
@require_http_methods(["GET", "POST"])
def class_type(request: HttpRequest) -> HttpResponse:
    """The six signs on the board."""
    form = ClassCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guard(request)
        try:
            door = doors.find_door(form.cleaned_data["code"], timezone.now())
        except Absent:
            count_wrong(request)
            form.add_error("code", _("没有对上。再看一眼黑板，或者请老师帮忙。"))
        else:
            request.session[NAME] = {"door": str(door.pk), "number": 0, "picked": []}
            return redirect("surveys:class_number")
    return form_page(request, "surveys/class_type.html", {"form": form})


@public(WHY)
@require_http_methods(["GET", "POST"])
def class_number(request: HttpRequest) -> HttpResponse:
    """The number on her card; any number is taken, so that none can be found out."""
    if NAME not in request.session:
        return redirect("surveys:class_type")
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _keep(request, number=form.cleaned_data["number"], picked=[])
        return redirect("surveys:class_pictures")
    context = {"form": form, "pad": PAD}
    return form_page(request, "surveys/class_number.html", context)


@public(WHY)
@require_http_methods(["GET", "POST"])
def class_pictures(request: HttpRequest) -> HttpResponse:
    """One picture after the other; after the third it is known."""
    kept = request.session.get(NAME)
    if not kept or not kept["number"]:
        return redirect("surveys:class_type")
    if request.method != "POST":
        return _board(request, kept["picked"])
    picture = request.POST.get("picture", "")
    picked = [*kept["picked"], picture] if picture in Picture.values else []
    if len(picked) < PICTURES:
        _keep(request, picked=picked)
        return redirect("surveys:class_pictures")
    _keep(request, picked=[])
    return _look_up(request, kept, picked)


def _look_up(request: HttpRequest, kept: dict[str, Any], picked: list[str]) -> HttpResponse:
    at, address = timezone.now(), address_of(request)
    child = f"{kept['door']}:{kept['number']}"
    try:
        room = doors.room_of(kept["door"], at)
        tries.guard(device=child, address=address, room=room)
        slip = doors.find_by_pictures(
            door_id=kept["door"], number=kept["number"], pictures=picked, at=at
        )
    except Absent as refusal:
        room = str(refusal.facts.get("room", ""))
        tries.count_wrong(device=child, address=address, room=room)
        return _board(request, [], wrong=True)
    del request.session[NAME]
    return redirect("surveys:slip_show", token=slips.token_of(slip))


def _board(request: HttpRequest, picked: list[str], *, wrong: bool = False) -> HttpResponse:
    marks = [place < len(picked) for place in range(PICTURES)]
    context = {
        "pictures": shown(Picture.values),
        "marks": marks,
        "place": len(picked) + 1,
        "wrong": wrong,
    }
    return render(request, "surveys/class_pictures.html", context, status=422 if wrong else 200)


def _keep(request: HttpRequest, **facts: Any) -> None:
    request.session[NAME] = {**request.session[NAME], **facts}
