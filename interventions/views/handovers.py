"""A child handed over by the police, the district or another house, written in by a colleague."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.concerns import Paper, receive_concern
from interventions.forms.queue import HandoverForm
from interventions.queries import fetching, likely
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

from .doors import carried_out, shown
from .looking import likely_ones, looking, typed


@gate(Permission.CONCERN_READ)
def handover_new(request: HttpRequest) -> HttpResponse:
    """Sender, number, moment; the child as far as the paper names her."""
    at = timezone.now()
    students = fetching.students(request.user)
    offers = likely_ones(request, students)
    none = _("都不是，先收下，再慢慢对应")
    form = HandoverForm(students=students, offers=offers, none=none, **typed(request))
    if not looking(request) and carried_out(
        request,
        form,
        lambda: _receive(form.cleaned_data, request.user, at),
        _("收下了，已经排进研判"),
    ):
        return redirect("interventions:triage_list")
    return shown(request, "interventions/handover_new.html", form, looked=looking(request))


def _receive(data: dict[str, Any], user: Any, at: datetime) -> None:
    student = data["student"]
    school = student.school if student else fetching.school_of(user)
    if school is None:
        raise Absent
    receive_concern(
        school=school,
        student=student,
        who="" if student else likely.said(data["who"], data["room"], data["hints"]),
        fact=data["fact"],
        level=int(data["level"]),
        source=data["source"],
        paper=Paper(data["sender"], data["document_number"], data["received_at"], data["born_on"]),
        by=user,
        at=at,
    )
