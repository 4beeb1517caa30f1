"""The home agreement: drafted at the desk, read and answered at home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import promising
from interventions.actions.measuring import giver_of
from interventions.choices import LineOwner
from interventions.forms import agreement as forms
from interventions.models import Case, HomeAgreement
from interventions.policies import check_open
from interventions.queries import agreements
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .conflicts import is_conflict, side_by_side
from .doors import carried_out, open_file, posted, shown
from .words import agreement_lines


def _to_file(case: Case) -> HttpResponse:
    return redirect(f"{reverse('interventions:case_show', args=[case.pk])}?tab=home")


@gate(Permission.CASE_WRITE)
def agreement_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version on top of the last one; home sees it when it is shared."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="agreement")
    check_open(case)
    last = agreements.newest_of(case)
    form = forms.AgreementForm(posted(request), initial=forms.written(last))

    def act() -> None:
        promising.write_agreement(
            case=case,
            read=form.cleaned_data["version"] or 0,
            lines=form.lines,
            review_on=form.cleaned_data["review_on"],
            by=request.user,
            at=at,
        )

    try:
        if carried_out(request, form, act, _("写好了，还没有给家里看")):
            return _to_file(case)
    except NotNow as error:
        if not is_conflict(error) or last is None:
            raise
        return side_by_side(
            request,
            form,
            stored=forms.written(agreements.newest_of(case)),
            again=forms.AgreementForm,
            template="interventions/agreement_conflict.html",
            case=case,
        )
    return shown(request, "interventions/agreement_edit.html", form, case=case, last=last)


@gate(Permission.CASE_WRITE)
@require_POST
def agreement_share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Home may read it."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="agreement")
    version = request.POST.get("version", "")
    promising.share_agreement(
        case=case, read=int(version) if version.isdigit() else 0, by=request.user, at=at
    )
    messages.success(request, _("家里现在能看到了"))
    return _to_file(case)


@gate(Permission.FAMILY_ANSWER)
def family_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Our agreement, in lines; an answer below."""
    at = timezone.now()
    agreement = agreements.read(request.user, pk, at)
    mine = agreements.own_answer(request.user, agreement)
    form = forms.AgreementAnswerForm(posted(request))
    giver = giver_of(request.user)
    if carried_out(
        request,
        form,
        lambda: promising.answer_agreement(
            agreement=agreement, giver=giver, **form.cleaned_data, by=request.user, at=at
        ),
        _("收到了，谢谢告诉我们"),
    ):
        return redirect("interventions:family_support")
    context = _read(agreement)
    return shown(
        request, "interventions/family_agreement.html", form, mine=mine, giver=giver, **context
    )


def _read(agreement: HomeAgreement) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "lines": agreement_lines(agreement),
        "own": LineOwner.STUDENT.value,
    }
