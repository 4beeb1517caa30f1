"""After the end: a look at how it goes, opening again, and three questions to those who were helped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions import aftercare
from interventions.actions.measuring import giver_of
from interventions.forms.aftercare import AftercareForm, FeedbackForm, ReopenForm
from interventions.policies import check_can_move
from interventions.queries import aftercare as looks
from interventions.queries import fetching, people
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import NotNow

from .doors import carried_out, open_file, posted, shown


@gate(Permission.CASE_WRITE)
def aftercare_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The counselor writes down how it goes."""
    at = timezone.now()
    check = fetching.aftercare_check(request.user, pk, at)
    form = AftercareForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: aftercare.record_aftercare(
            check=check, **form.cleaned_data, by=request.user, at=at
        ),
        _("记下了"),
    ):
        return redirect("interventions:case_show", pk=check.case_id)
    if check.done_at is not None:
        raise NotNow("already_done")
    return shown(request, "interventions/aftercare_done.html", form, case=check.case, check=check)


@gate(Permission.CASE_OVERSEE)
def case_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lead opens a case again."""
    at = timezone.now()
    case = open_file(request, Permission.CASE_OVERSEE, pk, at, reason="reopen")
    if case.is_open:
        raise NotNow("case_state", status=case.status)
    check_can_move(case, "assigned")
    form = ReopenForm(posted(request), people=people.counselors_of(case.school_id, at))
    if carried_out(
        request,
        form,
        lambda: aftercare.reopen(case=case, **form.cleaned_data, by=request.user, at=at),
        _("重新开启了，已经交给这位老师"),
    ):
        return redirect("interventions:case_show", pk=case.pk)
    return shown(request, "interventions/case_reopen.html", form, case=case)


@gate(Permission.CHECK_ANSWER)
def feedback_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Three taps about the help, without a name."""
    at = timezone.now()
    rows = looks.asked(request.user, at)
    case = policy.get_sensitive(request.user, Permission.CHECK_ANSWER, rows, pk=pk, at=at)
    form = FeedbackForm(posted(request))
    if carried_out(
        request,
        form,
        lambda: aftercare.give_feedback(
            case=case,
            giver=giver_of(request.user),
            answers=form.cleaned_data,
            by=request.user,
            at=at,
        ),
    ):
        messages.success(request, _("收到了，谢谢您。这里没有记您的名字。"))
        return redirect("interventions:family_support")
    return shown(request, "interventions/feedback_new.html", form, case=case)
