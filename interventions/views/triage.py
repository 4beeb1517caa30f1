"""The triage queue: children who wait, and signals whose child is still to be found."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.choices import Source
from interventions.choices.queue import CLOCK_RULES
from interventions.forms.case import AssignForm, DecisionForm
from interventions.models import Case, Concern
from interventions.queries import deadlines, fetching, origins, people, queue
from interventions.rules.lifecycle import decidable
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from . import chronology, words
from .doors import chosen, open_file, paged

DUES = (("late", _("已过期")), ("today", _("今天")))


@gate(Permission.SIGNAL_READ)
def triage_list(request: HttpRequest) -> HttpResponse:
    """Who waits, the nearest deadline first; one of them opened beside the list."""
    at = timezone.now()
    user = request.user
    source = chosen(request, "source", Source.values)
    due = chosen(request, "due", ("late", "today"))
    page = paged(request, queue.keys(user, source=source, due=due, at=at))
    rows = queue.rows(page.object_list)
    named = [row for row in rows if isinstance(row, Case)]
    policy.remember_list(user, Permission.SIGNAL_READ, Case, named, at=at)
    page.object_list = [_shown(row, at) for row in rows]
    return render(
        request,
        "interventions/triage_list.html",
        {
            "page_of_rows": page,
            "sources": Source.choices,
            "source": source,
            "due": due,
            "lately": queue.lately_matched(user, at),
            **_opened(request, at),
        },
    )


def _shown(row: Case | Concern, at: datetime) -> dict[str, Any]:
    """One row in words: where it came from, until when, and which rule set that clock."""
    if isinstance(row, Concern):
        due_at, rule = row.due_at or row.written_at, deadlines.rule_of_signal(row)
        sources = [row.get_source_display()]
    else:
        due_at, rule = row.due_at, deadlines.rule_of_case(row)
        sources = sorted({each.get_source_display() for each in row.evidence.all()})
    return {
        "row": row,
        "unknown": isinstance(row, Concern),
        "due": words.due(due_at, at),
        "sources": sources,
        "rule": CLOCK_RULES.get(rule, ""),
    }


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
        shown_case["concerns"] = row.concerns.all()
    if Permission.CASE_WRITE in verbs:
        shown_case["suggestion"] = words.suggestion(row)
        form = DecisionForm(asked=origins.from_questionnaire(row))
        shown_case["form"] = form if decidable(row.status) else None
    if Permission.CASE_OVERSEE in verbs:
        counselors = people.counselors_of(row.school_id, at).exclude(pk=row.owner_id)
        shown_case["assign_form"] = AssignForm(people=counselors)
    return shown_case
