"""The teacher's page in the computer room."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from surveys.actions import doors, hands, inviting, seating, tries
from surveys.choices import PICTURE_GRADES
from surveys.models import Invitation
from surveys.queries import rooms
from surveys.queries.doors import open_at

WATCH = (Permission.PROCTOR, Permission.SLIP_PRINT)


@gate(*WATCH)
@require_GET
def proctor_show(request: HttpRequest, wave: UUID, classroom: UUID) -> HttpResponse:
    """Handed in or not yet. Nothing here can tell one path from the other."""
    sitting = rooms.sitting_for(request.user, wave, classroom)
    at = timezone.now()
    door = open_at(sitting, at)
    context = {
        "sitting": sitting,
        "room": rooms.room(sitting, at),
        "young": sitting.classroom.grade in PICTURE_GRADES,
        "door": door,
        "door_code": doors.code_of(door) if door else "",
        "wrong": tries.wrong_in(sitting.pk),
        "may_reissue": policy.holds(request.user, Permission.SLIP_PRINT),
    }
    return render(request, "surveys/proctor_show.html", context)


@gate(*WATCH)
@require_POST
def seat_free(request: HttpRequest, wave: UUID, classroom: UUID, slip: UUID) -> HttpResponse:
    """Let a student go on at another machine."""
    sitting = rooms.sitting_for(request.user, wave, classroom)
    invitation = rooms.slip_in(sitting, slip)
    seating.free_seat(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("解锁了，请再扫一次纸条。"))
    return redirect("surveys:proctor_show", wave=wave, classroom=classroom)


@gate(*WATCH)
@require_POST
def hand_seen(request: HttpRequest, wave: UUID, classroom: UUID, slip: UUID) -> HttpResponse:
    """The teacher has been there."""
    sitting = rooms.sitting_for(request.user, wave, classroom)
    hands.take_down(rooms.slip_in(sitting, slip))
    return redirect("surveys:proctor_show", wave=wave, classroom=classroom)


@gate(*WATCH)
@require_POST
def room_door(request: HttpRequest, wave: UUID, classroom: UUID) -> HttpResponse:
    """Let the class in by pictures, under a new code; or shut that door."""
    sitting = rooms.sitting_for(request.user, wave, classroom)
    act = doors.shut_door if "shut" in request.POST else doors.open_door
    act(sitting=sitting, by=request.user, at=timezone.now())
    return redirect("surveys:proctor_show", wave=wave, classroom=classroom)


@gate(Permission.SLIP_PRINT)
@require_POST
def slip_reissue(request: HttpRequest, slip: UUID) -> HttpResponse:
    """A new slip for a lost one; the old one stops working at once."""
    found = policy.get(
        request.user,
        Permission.SLIP_PRINT,
        Invitation.objects.select_related("sitting"),
        pk=slip,
    )
    fresh = inviting.reissue(invitation=found, by=request.user, at=timezone.now())
    messages.success(request, _("旧纸条作废了，请重新打印这个班的纸条。"))
    return redirect(
        "surveys:proctor_show", wave=fresh.wave_id, classroom=fresh.sitting.classroom_id
    )
