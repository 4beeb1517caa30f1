"""The school's side of a referral: write it, look at what the provider will see, send, take back."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import referring
from interventions.actions.receiving import finish_referral
from interventions.actions.slips import sound_alarm
from interventions.choices import ReferralStatus
from interventions.forms.referral import ReferralForm
from interventions.models import Case, Referral
from interventions.policies import check_open
from interventions.queries import fetching, providers, referrals, snapshot
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow
from school_safety.kernel.terms import age_on

from . import packets
from .doors import carried_out, chosen, open_file, paged_sensitive, posted, shown

# After these another place may be tried, with the family's agreement asked anew.
ELSEWHERE = frozenset(
    {ReferralStatus.REFUSED, ReferralStatus.REPLIED, ReferralStatus.DONE, ReferralStatus.EXPIRED}
)


@gate(Permission.REFERRAL_READ)
def referral_list(request: HttpRequest) -> HttpResponse:
    """Referrals under way; the quietest first."""
    at = timezone.now()
    status = chosen(request, "status", ReferralStatus.values)
    rows = referrals.of_school(request.user, status=status)
    page = paged_sensitive(request, Permission.REFERRAL_READ, rows, at)
    for row in page:
        row.quiet = referrals.quiet_since(row, at)
        row.state = packets.STATES.get(row.status, "")
    context = {"page_of_rows": page, "statuses": ReferralStatus.choices, "status": status}
    return render(request, "interventions/referral_list.html", context)


@gate(Permission.REFERRAL_WRITE)
def referral_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose provider and fields, and ask the family."""
    at = timezone.now()
    case = open_file(request, Permission.REFERRAL_WRITE, pk, at, reason="write")
    check_open(case)
    if case.status not in referring.SUPPORTED:
        raise NotNow("case_state", status=case.status)
    today = timezone.localdate(at)
    age = age_on(case.student.born_on, today) if case.student.born_on else None
    rows = providers.to_refer_to(request.user, age=age, on=today)
    before = _before(request, case)
    form = ReferralForm(posted(request), providers=rows, initial=_again(before))
    act = partial(_draft, case, form, before, request, at)
    if carried_out(request, form, act, _("已请家里看一看")):
        made = case.referrals.order_by("-made_at").first()
        return redirect("interventions:referral_show", pk=made.pk)
    return shown(
        request, "interventions/referral_new.html", form, case=case, providers=rows, before=before
    )


def _before(request: HttpRequest, case: Case) -> Referral | None:
    """The referral of this case after which another place is tried; a strange address has none."""
    return next(
        (row for row in case.referrals.all() if str(row.pk) == request.GET.get("after")), None
    )


def _again(before: Referral | None) -> dict[str, Any]:
    """What was chosen last time is proposed; every word to the family is written anew."""
    if before is None:
        return {}
    return {"needs": before.packet.preview.get("needs", []), "fields_chosen": before.packet.fields}


def _draft(
    case: Case, form: ReferralForm, before: Referral | None, request: HttpRequest, at: datetime
) -> None:
    data = form.cleaned_data
    referring.draft_referral(
        case=case,
        provider=data["provider"],
        fields=data["fields_chosen"],
        needs=data["needs"],
        family_part=data["family_part"],
        words={"concern": data["concern"], "talks": data["talks"]},
        follows=before,
        by=request.user,
        at=at,
    )


@gate(Permission.REFERRAL_READ)
def referral_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the provider sees before and after it accepts, field by field with its basis."""
    at = timezone.now()
    row = fetching.referral(request.user, Permission.REFERRAL_READ, pk, at)
    sound_alarm(user=request.user, student_id=row.student_id, at=at)
    writable = fetching.may_write_referral(request.user, pk)
    body = row.packet.body
    if row.status == ReferralStatus.DRAFT:
        body = snapshot.body(row, row.packet, at)
    context = {
        "referral": row,
        "preview": packets.preview_rows(row),
        "rows": packets.body_rows(row.packet.fields, body),
        "bases": packets.bases(row),
        "consent": referring.consent_for(row, at),
        "appointments": row.appointments.all(),
        "replies": row.replies.select_related("written_by"),
        "writable": writable,
        "state": packets.STATES.get(row.status, ""),
        "revocable": row.status in packets.REVOCABLE,
        "again": _elsewhere(row) if writable else "",
    }
    return render(request, "interventions/referral_show.html", context)


def _elsewhere(row: Referral) -> str:
    """The way to another place, where this one has answered, refused or let the time pass."""
    if row.status not in ELSEWHERE or not row.case.is_open:
        return ""
    return f"{reverse('interventions:referral_new', args=[row.case_id])}?after={row.pk}"


def _own(request: HttpRequest, pk: UUID, at) -> Referral:
    return fetching.referral(request.user, Permission.REFERRAL_WRITE, pk, at, "write")


@gate(Permission.REFERRAL_WRITE)
@require_POST
def referral_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send, if the family has agreed."""
    at = timezone.now()
    row = referring.send_referral(referral=_own(request, pk, at), by=request.user, at=at)
    messages.success(request, _("发出了，机构现在能看到不含身份的预览"))
    return redirect("interventions:referral_show", pk=row.pk)


@gate(Permission.REFERRAL_WRITE)
@require_POST
def referral_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back."""
    at = timezone.now()
    row = referring.revoke_referral(referral=_own(request, pk, at), by=request.user, at=at)
    messages.success(request, _("收回了，机构已经打不开"))
    return redirect("interventions:referral_show", pk=row.pk)


@gate(Permission.REFERRAL_WRITE)
@require_POST
def referral_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reply was read: end it."""
    at = timezone.now()
    row = finish_referral(referral=_own(request, pk, at), by=request.user, at=at)
    messages.success(request, _("这份转介结束了"))
    return redirect("interventions:referral_show", pk=row.pk)
