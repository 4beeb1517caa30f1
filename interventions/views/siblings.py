"""Brothers and sisters: the lead joins, a counselor tells; nothing flows by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interventions.actions import siblings as actions
from interventions.forms.siblings import SiblingAnswerForm, SiblingForm, TellForm
from interventions.models import Case
from interventions.queries import likely, siblings
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, open_file, posted, shown
from .looking import likely_ones, looking, typed


@gate(Permission.CASE_WRITE)
def case_siblings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is asked about, who was joined, what was told."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="sibling")
    form = _form(request, case)

    def act() -> None:
        student = form.cleaned_data["student"]
        actions.ask(case=case, student=student, by=request.user, at=at)

    said = _("已经问了负责人，她看过会告诉您")
    if not looking(request) and carried_out(request, form, act, said):
        return redirect("interventions:case_siblings", pk=case.pk)
    return _page(request, case, form, TellForm())


def _form(request: HttpRequest, case: Case) -> SiblingForm:
    roll = likely.of_school(case.school_id).exclude(pk=case.student_id)
    return _offering(case, likely_ones(request, roll), **typed(request))


def _offering(case: Case, offers: list[likely.Offer], **more: Any) -> SiblingForm:
    """Whoever was looked for; where nobody was, the children of her own guardians."""
    roll = likely.of_school(case.school_id).exclude(pk=case.student_id)
    offers = offers or [likely.Offer(child, ()) for child in siblings.same_family(case.student)]
    return SiblingForm(students=roll, offers=offers, **more)


def _page(request: HttpRequest, case: Case, form: SiblingForm, tell: Any) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "tell": tell,
        "sides": siblings.of_case(case),
        "looked": looking(request),
    }
    status = 422 if form.errors or tell.errors else 200
    return render(request, "interventions/case_siblings.html", context, status=status)


@gate(Permission.CASE_WRITE)
@require_POST
def sibling_tell(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """One thing, told on purpose."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="sibling")
    row = siblings.joined_to(case, link)
    form = TellForm(request.POST)

    def act() -> None:
        actions.share(link=row, text=form.cleaned_data["text"], by=request.user, at=at)

    if carried_out(request, form, act, _("告诉她了")):
        return redirect("interventions:case_siblings", pk=case.pk)
    return _page(request, case, _offering(case, []), form)


@gate(Permission.CASE_WRITE)
@require_POST
def sibling_end(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """No further word."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_WRITE, pk, at, reason="sibling")
    actions.end(link=siblings.joined_to(case, link), by=request.user, at=at)
    return redirect("interventions:case_siblings", pk=case.pk)


@gate(Permission.CASE_OVERSEE)
def sibling_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead sees both sides and answers."""
    at = timezone.now()
    link = siblings.to_decide(request.user, pk, at)
    form = SiblingAnswerForm(posted(request))

    def act() -> None:
        together = form.cleaned_data["together"] == "yes"
        actions.decide(link=link, together=together, by=request.user, at=at)

    if carried_out(request, form, act, _("答复好了")):
        return redirect("interventions:sibling_decide", pk=link.pk)
    other = siblings.open_case_of(link)
    return shown(request, "interventions/sibling_decide.html", form, link=link, other=other)
