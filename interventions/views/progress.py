"""Looking again: an assessment by domain, the weekly three taps, the bank of strategies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions import measuring
from interventions.choices import SCHOOL_AGES, Domain
from interventions.forms.measures import AssessmentForm, CheckForm
from interventions.policies import check_open
from interventions.queries import progress, strategies
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .doors import carried_out, chosen, open_file, posted, shown
from .words import EVIDENCE


@gate(Permission.CASE_WRITE)
def assessment_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How hard each part of life is today."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    check_open(case)
    form = AssessmentForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: measuring.assess(
            case=case,
            ratings=form.ratings,
            note=form.cleaned_data["note"],
            by=request.user,
            at=at,
        ),
        _("记下了，过几周再看一次"),
    ):
        file = reverse("interventions:case_show", args=[case.pk])
        return redirect(f"{file}?tab=progress")
    return shown(request, "interventions/assessment_new.html", form, case=case)


@gate(Permission.CHECK_ANSWER)
def check_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Three taps about this week; the own ones of this week may be changed."""
    at = timezone.now()
    rows = progress.plans_to_check(request.user)
    plan = policy.get_sensitive(request.user, Permission.CHECK_ANSWER, rows, pk=pk, at=at)
    today = timezone.localdate(at)
    if progress.check_week(plan, plan.case, today) is None:
        raise NotNow("no_check_now")
    before = progress.own_check(request.user, plan, today)
    form = CheckForm(posted(request), initial=before.answers if before else None)
    giver = measuring.giver_of(request.user)
    if carried_out(
        request,
        form,
        lambda: measuring.answer_check(
            plan=plan, giver=giver, answers=form.cleaned_data, by=request.user, at=at
        ),
    ):
        messages.success(request, _("收到了，谢谢。下周再见。"))
        return redirect("interventions:family_support")
    context = {"plan": plan, "before": before, "giver": giver}
    return shown(request, "interventions/check_answer.html", form, **context)


@gate(Permission.CASE_WRITE)
def strategy_list(request: HttpRequest) -> HttpResponse:
    """What a plan can try, with what is known about it."""
    domain = chosen(request, "domain", Domain.values)
    age = chosen(request, "age", SCHOOL_AGES)
    rows = strategies.fitting(domain=domain, age=int(age) if age else None)
    context = {
        "rows": [
            {
                "strategy": row,
                "domains": [Domain(code).label for code in row.domains],
                "evidence": EVIDENCE[row.evidence],
            }
            for row in rows
        ],
        "domains": Domain.choices,
        "ages": SCHOOL_AGES,
        "domain": domain,
        "age": age,
    }
    return render(request, "interventions/strategy_list.html", context)
