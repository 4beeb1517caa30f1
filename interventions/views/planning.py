"""The plan: making it, changing it side by side with a colleague, showing the family its part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import planning
from interventions.forms.plan import COMPARED, PlanForm, initial
from interventions.models import Case, Plan
from interventions.policies import check_can_move, check_open
from interventions.queries import fetching
from interventions.rules.conflict import differences
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, NotNow

from .doors import carried_out, open_file, posted, shown


@gate(Permission.CASE_WRITE)
def plan_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the plan or change it; an edit on an old version is shown both wordings (409)."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    plan = fetching.plan_of(case)
    if plan is None:
        check_can_move(case, "planned")
    else:
        check_open(case)
    start = initial(plan, _goals(plan)) if plan else {"starts_on": timezone.localdate(at)}
    form = PlanForm(posted(request), initial=start)
    try:
        if carried_out(
            request, form, lambda: _save(case, plan, form, request, at), _("方案存好了")
        ):
            return redirect("interventions:case_show", pk=case.pk)
    except NotNow as error:
        if error.code != "changed_meanwhile" or plan is None:
            raise
        return _conflict(request, case, plan, form)
    return shown(request, "interventions/plan_edit.html", form, case=case, plan=plan)


def _goals(plan: Plan) -> list:
    return list(plan.goals.filter(dropped_at=None))


def _save(case: Case, plan: Plan | None, form: PlanForm, request: HttpRequest, at) -> None:
    if plan is None:
        planning.make_plan(case=case, text=form.text, by=request.user, at=at)
        return
    planning.change_plan(
        plan=plan,
        version=form.cleaned_data["version"] or 0,
        text=form.text,
        by=request.user,
        at=at,
    )


def _conflict(request: HttpRequest, case: Case, plan: Plan, form: PlanForm) -> HttpResponse:
    """Both texts side by side; the form below holds yours on top of the newest version."""
    plan = fetching.plan_of(case) or plan
    stored = initial(plan, _goals(plan))
    theirs = {name: str(stored.get(name) or "") for name in COMPARED}
    yours = {name: str(form.cleaned_data.get(name) or "") for name in COMPARED}
    newest = request.POST.copy()
    newest["version"] = str(plan.version)
    pairs = [
        {"label": form.fields[row.field].label, "theirs": row.theirs, "yours": row.yours}
        for row in differences(theirs, yours)
    ]
    context = {"case": case, "plan": plan, "pairs": pairs, "form": PlanForm(newest)}
    return render(request, "interventions/plan_conflict.html", context, status=409)


@gate(Permission.CASE_WRITE)
@require_POST
def plan_share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the family read its part."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="write")
    plan = fetching.plan_of(case)
    if plan is None:
        raise Absent
    planning.share_family_part(plan=plan, by=request.user, at=at)
    messages.success(request, _("家长现在能看到家庭部分了"))
    return redirect("interventions:case_show", pk=case.pk)
