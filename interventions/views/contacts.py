"""Telling the family, or asking the lead to agree that it waits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interventions.actions import contacting
from interventions.forms.case import ContactForm, WaiverForm
from interventions.policies import check_open
from interventions.queries import fetching, people
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, open_file, posted, shown


@gate(Permission.CASE_WRITE)
def contact_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Script above, answer below."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    guardians = people.guardians_to_tell(case.student)
    form = ContactForm(posted(request), guardians=guardians)
    if carried_out(
        request,
        form,
        lambda: contacting.tell_guardian(case=case, **form.cleaned_data, by=request.user, at=at),
        _("记下了"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(
        request, "interventions/contact_new.html", form, case=case, reachable=guardians.exists()
    )


@gate(Permission.CASE_WRITE)
@require_safe
def guardian_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same words on paper, with three answers of one size and no child's name."""
    case = open_file(request, Permission.CASE_WRITE, pk, timezone.now(), reason="paper")
    return render(request, "interventions/guardian_paper.html", {"case": case})


@gate(Permission.CASE_WRITE)
def waiver_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why nobody at home is told yet."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = WaiverForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: contacting.waive_telling(
            case=case, reason=form.cleaned_data["reason"], by=request.user, at=at
        ),
        _("已请负责人决定"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/waiver_new.html", form, case=case)


@gate(Permission.CASE_OVERSEE)
@require_POST
def waiver_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead agrees."""
    at = timezone.now()
    contact = fetching.contact(request.user, pk, at)
    contacting.approve_waiver(contact=contact, by=request.user, at=at)
    messages.success(request, _("同意了，可以先不联系家里"))
    return redirect("interventions:case_show", pk=contact.case_id)
