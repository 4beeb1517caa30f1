"""Which child is a signal about? Suggestions with their reasons; a mistake can be taken back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from interventions.actions.matching import match_concern, unmatch_concern
from interventions.forms.concern import MatchForm
from interventions.forms.queue import UnmatchForm
from interventions.models import Concern
from interventions.queries import fetching, likely, queue
from interventions.rules.likeness import Told
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, posted, shown


@gate(Permission.CONCERN_READ)
def concern_match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a signal that names nobody we know, and say which child it is about."""
    at = timezone.now()
    user = request.user
    concern = fetching.unmatched_concern(user, pk, at)
    students = fetching.students(user, concern.school_id)
    find = request.GET.get("find", "").strip()
    about = likely.told(find) if find else _about(concern)
    offers = likely.among(students, about)
    form = MatchForm(posted(request), students=students, offers=offers)
    if carried_out(
        request,
        form,
        lambda: match_concern(
            concern=concern, student=form.cleaned_data["student"], by=user, at=at
        ),
        _("已对应到同学，并交给一位辅导老师"),
    ):
        return redirect("interventions:triage_list")
    return shown(
        request,
        "interventions/concern_match.html",
        form,
        concern=concern,
        find=find,
        elsewhere=likely.elsewhere(concern.school, about),
    )


def _about(concern: Concern) -> Told:
    """What is known of the child: the words of the writer, and the birthday of a paper."""
    paper = getattr(concern, "handover", None)
    return likely.told(concern.who, parse_date(paper.born_on) if paper and paper.born_on else None)


@gate(Permission.CONCERN_READ)
def concern_unmatch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is somebody else: the signal goes back to the queue."""
    at = timezone.now()
    concern = queue.matched(request.user, pk, at)
    form = UnmatchForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: unmatch_concern(
            concern=concern, reason=form.cleaned_data["reason"], by=request.user, at=at
        ),
        _("撤回了，这条线索又在研判里等着对应"),
    ):
        return redirect("interventions:triage_list")
    return shown(request, "interventions/concern_unmatch.html", form, concern=concern)
