"""What a family sees: its part of the plan, the question about a referral, the appointment.

A guardian on hold, and one whose child has no case, get the same page to the byte: rows come
through the policy, and nothing else on the page depends on a child.
"""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions.family import answer_referral
from interventions.choices import AppointmentStatus, ReferralStatus
from interventions.forms.referral import FamilyAnswerForm
from interventions.models import Referral
from interventions.queries import (
    aftercare,
    agreements,
    fetching,
    progress,
    referrals,
    talks,
    visits,
)
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.consents.choices import State
from school_safety.consents.queries import answers_of
from school_safety.schools.models import Guardian

from . import packets
from .doors import carried_out, posted, shown


@gate(Permission.PLAN_FAMILY_READ)
def family_support(request: HttpRequest) -> HttpResponse:
    """What there is to read or to answer."""
    rows = list(referrals.of_family(request.user))
    today = timezone.localdate()
    checks = [
        plan
        for plan in progress.plans_to_check(request.user)
        if progress.check_week(plan, plan.case, today)
    ]
    for plan in checks:
        plan.done = progress.own_check(request.user, plan, today) is not None
    context = {
        "visits": visits.of_family(request.user, timezone.now()),
        "talks": talks.of_family(request.user, timezone.now()),
        "agreements": agreements.at_home(request.user),
        "plans": referrals.plans_of_family(request.user),
        "checks": checks,
        "feedback": aftercare.asked(request.user, timezone.now()),
        "asked": [row for row in rows if row.status == ReferralStatus.DRAFT],
        "running": [row for row in rows if row.status != ReferralStatus.DRAFT],
    }
    return render(request, "interventions/family_support.html", context)


@gate(Permission.PLAN_FAMILY_READ)
def family_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The family's part, in plain words."""
    plan = policy.get_sensitive(
        request.user,
        Permission.PLAN_FAMILY_READ,
        referrals.plans_of_family(request.user),
        pk=pk,
        at=timezone.now(),
    )
    context = {"plan": plan, "goals": plan.goals.filter(dropped_at=None)}
    return render(request, "interventions/family_plan.html", context)


def _asked(request: HttpRequest, pk: UUID, at: datetime) -> Referral:
    rows = referrals.of_family(request.user)
    return policy.get_sensitive(request.user, Permission.REFERRAL_FAMILY, rows, pk=pk, at=at)


@gate(Permission.REFERRAL_FAMILY)
def family_referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question, with yes and no as equals; later the appointment and the reply."""
    at = timezone.now()
    row = _asked(request, pk, at)
    guardian = fetching.guardian_of(request.user)
    form = FamilyAnswerForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: answer_referral(
            referral=row,
            state=form.cleaned_data["state"],
            guardian=guardian,
            by=request.user,
            at=at,
        ),
        _("收到了，谢谢您告诉我们"),
    ):
        return redirect("interventions:family_support")
    mine = _own_answer(row, guardian)
    return shown(
        request,
        "interventions/family_referral.html",
        form,
        referral=row,
        fields=packets.labels(row.packet.fields),
        mine=mine,
        given=mine is not None and mine.state == State.GIVEN,
        appointment=row.appointments.filter(status=AppointmentStatus.OFFERED).first(),
        replies=[reply for reply in row.replies.all() if reply.family_part],
    )


def _own_answer(row: Referral, guardian: Guardian | None):
    about = f"referral:{row.pk}"
    wanted = guardian.pk if guardian else None
    answers = answers_of(row.student)
    return next((a for a in answers if a.about == about and a.guardian_id == wanted), None)


@gate(Permission.REFERRAL_FAMILY)
@require_POST
def family_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an agreement back, as easily as it was given."""
    at = timezone.now()
    row = _asked(request, pk, at)
    answer_referral(
        referral=row,
        state=State.WITHDRAWN,
        guardian=fetching.guardian_of(request.user),
        by=request.user,
        at=at,
    )
    messages.success(request, _("撤回了。学校会和您一起看看还有什么办法。"))
    return redirect("interventions:family_support")
