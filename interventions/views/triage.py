"""The triage queue, and concerns whose child is still to be found."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.concerns import match_concern
from interventions.choices import Source
from interventions.forms.case import AssignForm, DecisionForm
from interventions.forms.concern import MatchForm
from interventions.queries import fetching, people, worklist
from interventions.rules.lifecycle import decidable
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from . import chronology, words
from .doors import carried_out, chosen, open_file, paged_sensitive, posted, shown

DUES = (("late", _("已过期")), ("today", _("今天")))


@gate(Permission.SIGNAL_READ)
def triage_list(request: HttpRequest) -> HttpResponse:
    """Who waits, the nearest deadline first; one of them opened beside the list."""
    at = timezone.now()
    source = chosen(request, "source", Source.values)
    due = chosen(request, "due", ("late", "today"))
    rows = worklist.signals(request.user, source=source, due=due, at=at)
    page = paged_sensitive(request, Permission.SIGNAL_READ, rows, at)
    for case in page:
        case.due = words.due(case.due_at, at)
        case.sources = sorted({row.get_source_display() for row in case.evidence.all()})
    return render(
        request,
        "interventions/triage_list.html",
        {
            "page_of_rows": page,
            "sources": Source.choices,
            "source": source,
            "due": due,
            "unmatched": worklist.unmatched_concerns(request.user),
            **_opened(request, at),
        },
    )


def _opened(request: HttpRequest, at: datetime) -> dict[str, object]:
    """The case in the right half, as far as this reader may see it."""
    pk = request.GET.get("case", "")
    if not pk:
        return {}
    user = request.user
    row = fetching.waiting_case(user, pk)
    asked = (
        Permission.CASE_READ, Permission.CASE_WRITE, Permission.CASE_OVERSEE,
        Permission.RESPONSE_READ,
    )  # fmt: skip
    verbs = fetching.verbs_on(user, row.pk, asked)
    shown_case: dict[str, object] = {"case": row, "case_due": words.due(row.due_at, at)}
    if Permission.CASE_READ in verbs:
        open_file(request, Permission.CASE_READ, row.pk, at, reason="triage")
        shown_case["entries"] = chronology.evidence_entries(
            row.evidence.all(), answers=Permission.RESPONSE_READ in verbs
        )
    if Permission.CASE_WRITE in verbs:
        shown_case["suggestion"] = words.suggestion(row)
        shown_case["form"] = DecisionForm() if decidable(row.status) else None
    if Permission.CASE_OVERSEE in verbs:
        counselors = people.counselors_of(row.school_id, at).exclude(pk=row.owner_id)
        shown_case["assign_form"] = AssignForm(people=counselors)
    return shown_case


@gate(Permission.CONCERN_READ)
def concern_match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a concern that names nobody we know, and say which child it is about."""
    at = timezone.now()
    user = request.user
    concern = fetching.unmatched_concern(user, pk, at)
    students = fetching.students(user, concern.school_id)
    form = MatchForm(posted(request), students=students)
    if carried_out(
        request,
        form,
        lambda: match_concern(
            concern=concern, student=form.cleaned_data["student"], by=user, at=at
        ),
        _("已对应到同学，并交给一位辅导老师"),
    ):
        return redirect("interventions:triage_list")
    return shown(request, "interventions/concern_match.html", form, concern=concern)
