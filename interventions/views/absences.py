"""Who is away and who covers: a counselor for herself, the lead for her school."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import covering
from interventions.forms.supervision import AbsenceForm, CoverForm
from interventions.models import Absence
from interventions.queries import absences
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

from .doors import carried_out, posted, shown

BOTH = (Permission.CASE_WRITE, Permission.CASE_OVERSEE)


@gate(*BOTH)
def absence_list(request: HttpRequest) -> HttpResponse:
    """From today on: one's own, those one covers, and for a lead those of the school."""
    at = timezone.now()
    today = timezone.localdate(at)
    rows = list(absences.listed(request.user, at))
    for row in rows:
        row.now = row.first_on <= today
        row.changeable = absences.may_change(request.user, row.pk).exists()
    return render(request, "interventions/absence_list.html", {"rows": rows})


@gate(*BOTH)
def absence_new(request: HttpRequest) -> HttpResponse:
    """Who, when, and who covers."""
    at = timezone.now()
    may = absences.people_of(request.user, at)
    covers = absences.covers_for(request.user, at)
    alone = may.first() if may.count() == 1 else None
    form = AbsenceForm(
        posted(request), people=may, covers=covers, initial={"person": alone.pk if alone else None}
    )
    if carried_out(
        request,
        form,
        lambda: covering.write_absence(**form.cleaned_data, by=request.user, at=at),
        _("记下了，到日子自动开始、自动结束"),
    ):
        return redirect("interventions:absence_list")
    return shown(request, "interventions/absence_new.html", form)


@gate(*BOTH)
def absence_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another cover."""
    at = timezone.now()
    row = _absence(request, pk)
    covers = absences.candidates(row.person, row.school_id, at).exclude(pk=row.cover_id)
    form = CoverForm(posted(request), covers=covers)
    if carried_out(
        request,
        form,
        lambda: covering.name_cover(
            absence=row, cover=form.cleaned_data["cover"], by=request.user, at=at
        ),
        _("换好了"),
    ):
        return redirect("interventions:absence_list")
    return shown(request, "interventions/absence_cover.html", form, absence=row)


@gate(*BOTH)
@require_POST
def absence_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """She is back."""
    covering.end_absence(absence=_absence(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("结束了，代管的权限已收回"))
    return redirect("interventions:absence_list")


def _absence(request: HttpRequest, pk: UUID) -> Absence:
    row = absences.may_change(request.user, pk).select_related("person").first()
    if row is None:
        raise Absent
    return row
