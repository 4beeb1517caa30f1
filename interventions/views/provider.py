"""The clinician's own quiet rooms: a preview without identity, then the packet, then the reply."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import receiving
from interventions.choices import AppointmentStatus
from interventions.forms.referral import AppointmentForm, RefuseForm, ReplyForm
from interventions.models import Referral
from interventions.queries import providers, referrals
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from . import packets
from .doors import carried_out, posted, shown


@gate(Permission.REFERRAL_PREVIEW)
def provider_home(request: HttpRequest) -> HttpResponse:
    """What waits to be looked at, and what this clinician has taken on."""
    at = timezone.now()
    waiting = list(referrals.addressed(request.user))
    for row in waiting:
        row.rows = packets.preview_rows(row)
        row.days = referrals.quiet_since(row, at)
    context = {
        "waiting": waiting,
        "received": referrals.received(request.user),
        "houses": providers.kept_by(request.user),
    }
    return render(request, "interventions/provider_home.html", context)


@gate(Permission.REFERRAL_PREVIEW)
def provider_referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before accepting the preview, afterwards the packet; after the end, nothing."""
    at = timezone.now()
    if not referrals.received(request.user).filter(pk=pk).exists():
        row = receiving.see_referral(referral=_addressed(request, pk, at), by=request.user, at=at)
        context = {"referral": row, "rows": packets.preview_rows(row)}
        return render(request, "interventions/provider_preview.html", context)
    row = _received(request, pk, at)
    packet_open = bool(row.packet.open_until and row.packet.open_until > at)
    context = {
        "referral": row,
        "packet_open": packet_open,
        "rows": packets.body_rows(row.packet.fields, row.packet.body) if packet_open else [],
        "ahead": row.appointments.filter(status=AppointmentStatus.OFFERED).first(),
        "appointments": row.appointments.all(),
        "replies": row.replies.all(),
        "past": row.appointments.filter(
            status=AppointmentStatus.OFFERED, starts_at__lte=at
        ).exists(),
        "mark": f"{request.user.name} · {timezone.localtime(at):%Y-%m-%d %H:%M}",
    }
    return render(request, "interventions/provider_packet.html", context)


def _addressed(request: HttpRequest, pk: UUID, at: datetime) -> Referral:
    rows = referrals.addressed(request.user)
    return policy.get_sensitive(request.user, Permission.REFERRAL_PREVIEW, rows, pk=pk, at=at)


def _received(request: HttpRequest, pk: UUID, at: datetime) -> Referral:
    rows = referrals.received(request.user)
    return policy.get_sensitive(request.user, Permission.REFERRAL_RECEIVE, rows, pk=pk, at=at)


@gate(Permission.REFERRAL_PREVIEW)
@require_POST
def provider_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it on."""
    at = timezone.now()
    row = _addressed(request, pk, at)
    receiving.accept_referral(referral=row, by=request.user, at=at)
    messages.success(request, _("接收了，现在能看到学校给的内容"))
    return redirect("interventions:provider_referral", pk=row.pk)


@gate(Permission.REFERRAL_PREVIEW)
def provider_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No place, with a reason and an alternative."""
    at = timezone.now()
    row = _addressed(request, pk, at)
    form = RefuseForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: receiving.refuse_referral(
            referral=row, **form.cleaned_data, by=request.user, at=at
        ),
        _("学校会收到您的建议"),
    ):
        return redirect("interventions:provider_home")
    return shown(request, "interventions/provider_refuse.html", form, referral=row)


@gate(Permission.REFERRAL_RECEIVE)
def provider_appointment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer a time."""
    at = timezone.now()
    row = _received(request, pk, at)
    form = AppointmentForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: receiving.give_appointment(
            referral=row, **form.cleaned_data, by=request.user, at=at
        ),
        _("时间约好了，学校和家长会收到通知"),
    ):
        return redirect("interventions:provider_referral", pk=row.pk)
    return shown(request, "interventions/provider_appointment.html", form, referral=row)


@gate(Permission.REFERRAL_RECEIVE)
@require_POST
def provider_attendance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kept or missed."""
    at = timezone.now()
    row = _received(request, pk, at)
    appointment = row.appointments.filter(status=AppointmentStatus.OFFERED).first()
    if appointment is not None:
        kept = request.POST.get("kept") == "yes"
        receiving.record_attendance(appointment=appointment, kept=kept, by=request.user, at=at)
    return redirect("interventions:provider_referral", pk=row.pk)


@gate(Permission.REFERRAL_RECEIVE)
def provider_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write back, in two parts."""
    at = timezone.now()
    row = _received(request, pk, at)
    form = ReplyForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: receiving.write_reply(referral=row, **form.cleaned_data, by=request.user, at=at),
        _("回信交给学校了"),
    ):
        return redirect("interventions:provider_referral", pk=row.pk)
    return shown(request, "interventions/provider_reply.html", form, referral=row)
