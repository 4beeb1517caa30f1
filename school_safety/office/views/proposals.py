"""What waits for a second person."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from school_safety.access.choices import ProposalState
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.office import actions, colleagues
from school_safety.office.forms.people import ProposalFilter

PER_PAGE = 25


@gate(Permission.PEOPLE_WELCOME, Permission.ROLE_CONFIRM)
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Waiting ones first of all; decided ones on request."""
    form = ProposalFilter(request.GET)
    state = (form.cleaned_data if form.is_valid() else {}).get("state") or ProposalState.WAITING
    found = colleagues.proposals_for(request.user, state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "rows": colleagues.decidable(request.user, page)}
    return render(request, "office/proposal_list.html", facts)


@gate(Permission.ROLE_CONFIRM)
@require_POST
@confirmed()
def proposal_approve(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The second yes; it works at once."""
    row = colleagues.proposal_for(request.user, proposal_id)
    actions.decide(proposal=row, agreed=True, by=request.user, at=timezone.now())
    messages.success(request, _("您同意了，马上生效。"))
    return redirect("office:proposal_list")


@gate(Permission.ROLE_CONFIRM)
@require_POST
def proposal_refuse(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Everything stays as it was."""
    row = colleagues.proposal_for(request.user, proposal_id)
    actions.decide(proposal=row, agreed=False, by=request.user, at=timezone.now())
    messages.success(request, _("您没有同意，一切照旧。"))
    return redirect("office:proposal_list")
