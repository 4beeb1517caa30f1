"""The safety plan: written at the desk together, read on the student's own page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interventions.actions.safety.agreeing import write_safety_plan
from interventions.forms.safety_plan import SafetyPlanForm
from interventions.models import SafetyPlan
from interventions.policies import check_open
from interventions.queries import safety_plans
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, open_file, posted, shown

WORDS = ("signs", "helps", "people", "place", "numbers", "shared", "version")


@gate(Permission.CASE_WRITE)
def safety_plan_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version on top of the last one."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="safety_plan")
    check_open(case)
    last = safety_plans.newest_of(case)
    form = SafetyPlanForm(posted(request), initial=_initial(last))

    def act() -> None:
        write_safety_plan(
            case=case,
            words=form.words,
            shared=form.cleaned_data["shared"],
            read=form.cleaned_data["version"] or 0,
            by=request.user,
            at=at,
        )

    if carried_out(request, form, act, _("写好了，同学在自己的首页可以看到")):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/safety_plan_edit.html", form, case=case, last=last)


def _initial(last: SafetyPlan | None) -> dict[str, Any]:
    return {name: getattr(last, name) for name in WORDS} if last else {"version": 0}


@gate(Permission.PLAN_FAMILY_READ)
@require_safe
def safety_plan_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Her own copy: large, plain, and on one sheet of paper."""
    plan = safety_plans.read(request.user, pk, timezone.now())
    student = getattr(request.user, "student", None) is not None
    lines = plan.case.student.district.hotlines
    layout = f"layouts/{'student' if student else 'family'}.html"
    context = {"plan": plan, "lines": lines, "student": student, "layout": layout}
    return render(request, "interventions/safety_plan_read.html", context)
