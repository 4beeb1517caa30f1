"""The lead's page: who carries how much, what nobody looks after, talks, and handing over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.supervising import hand_over, record_supervision
from interventions.choices.supervision import ALONE, CASES_PER_COUNSELOR
from interventions.forms.supervision import HandoverForm, SupervisionForm
from interventions.models import Case
from interventions.queries import orphans, people, supervision
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from . import words
from .doors import carried_out, posted, shown

OVERSEE = Permission.CASE_OVERSEE


@gate(OVERSEE)
def supervision_list(request: HttpRequest) -> HttpResponse:
    """For each school: first what nobody looks after, then every counselor's load."""
    at = timezone.now()
    pages = []
    for school in supervision.schools(request.user):
        found = orphans.of_school(school, at)
        policy.remember_list(request.user, OVERSEE, Case, [case for case, _ in found.cases], at=at)
        pages.append(
            {
                "school": school,
                "alone": [
                    {"case": case, "why": ALONE[why], "due": words.due(case.due_at, at)}
                    for case, why in found.cases
                ],
                "signals": found.signals,
                "nobody": found.nobody_on_duty,
                "loads": supervision.loads(school, at),
            }
        )
    context = {"pages": pages, "capacity": CASES_PER_COUNSELOR, "me": request.user.pk}
    return render(request, "interventions/supervision_list.html", context)


@gate(OVERSEE)
def supervision_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One counselor: her cases by date, what was agreed before, and a new talk."""
    at = timezone.now()
    person, school = supervision.counselor(request.user, pk, at)
    cases = supervision.cases_of(person, school)
    form = SupervisionForm(posted(request), cases=cases)
    if carried_out(
        request,
        form,
        lambda: record_supervision(
            school=school, counselor=person, **form.cleaned_data, by=request.user, at=at
        ),
        _("记下了"),
    ):
        return redirect("interventions:supervision_show", pk=person.pk)
    rows = list(cases)
    policy.remember_list(request.user, OVERSEE, Case, rows, at=at)
    for case in rows:
        case.due = words.due(case.due_at, at)
        case.step = words.STEPS_SHORT[case.status]
    return shown(
        request,
        "interventions/supervision_show.html",
        form,
        person=person,
        rows=rows,
        talks=supervision.talks_with(person, school),
        capacity=CASES_PER_COUNSELOR,
    )


@gate(OVERSEE)
def supervision_move(request: HttpRequest) -> HttpResponse:
    """Choose whose cases, look at the proposal, press once."""
    at = timezone.now()
    school = _school(request)
    whose, grade = _chosen(request)
    cases = supervision.to_hand_over(school, person=whose, grade=grade)
    takers = people.counselors_of(school.pk, at).exclude(pk=request.user.pk).order_by("name")
    proposed = supervision.proposed(school, cases, request.user, at)
    form = HandoverForm(posted(request), cases=cases, people=takers, proposed=proposed)
    if carried_out(
        request,
        form,
        lambda: hand_over(school=school, moves=_moves(form, cases), by=request.user, at=at),
        _("交接好了，新的负责老师已经收到通知"),
    ):
        return redirect("interventions:supervision_list")
    policy.remember_list(request.user, OVERSEE, Case, cases, at=at)
    return shown(
        request,
        "interventions/supervision_move.html",
        form,
        rows=[(case, form[f"to_{case.pk}"], form[f"was_{case.pk}"]) for case in cases],
        owners=supervision.owners(school),
        grades=supervision.grades(school),
        whose=whose,
        grade=grade,
        school=school,
    )


def _school(request: HttpRequest) -> School:
    found = supervision.schools(request.user)
    if not found:
        raise Absent
    return next((each for each in found if str(each.pk) == request.GET.get("school")), found[0])


def _chosen(request: HttpRequest) -> tuple[str, int | None]:
    """Whose cases: of a person, of a grade, or those that nobody has."""
    whose, grade = request.GET.get("from", ""), request.GET.get("grade", "")
    if whose and whose != "nobody":
        try:
            whose = str(UUID(whose))
        except ValueError:
            whose = ""
    return whose, int(grade) if grade.isdecimal() and len(grade) < 3 else None


def _moves(form: HandoverForm, cases: list[Case]) -> dict[UUID, tuple[UUID | None, UUID]]:
    data = form.cleaned_data
    return {
        case.pk: (UUID(was) if (was := data[f"was_{case.pk}"]) else None, UUID(to))
        for case in cases
        if (to := data[f"to_{case.pk}"])
    }
