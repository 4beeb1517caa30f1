"""A colleague's staff number, where one of the ways to sign in elsewhere asks for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.accounts import elsewhere
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office import colleagues
from school_safety.office.actions.numbers import set_number
from school_safety.office.forms.people import NumberForm


@gate(Permission.PEOPLE_WELCOME)
@require_POST
@confirmed()
def person_number(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Written down, changed or taken away."""
    if not elsewhere.claimed():
        raise Absent
    person = colleagues.person_for(request.user, person_id)
    form = NumberForm(request.POST)
    try:
        if not form.is_valid():
            raise Invalid
        set_number(
            person=person, number=form.cleaned_data["number"], by=request.user, at=timezone.now()
        )
    except Invalid:
        messages.error(request, _("没有改：工号最多 40 个字，而且不能和本区另一位同事的相同。"))
    else:
        messages.success(request, _("工号记下了，已经告诉本人。"))
    return redirect("office:person_detail", person.pk)
