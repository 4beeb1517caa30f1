"""Where one's own telephone rings when somebody is needed at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.forms.safety import NumberForm
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.notices.actions import set_staff_phone
from school_safety.notices.queries import phone_tails

from .doors import carried_out, posted, shown

RUNG = (Permission.SAFETY_ANSWER, Permission.SAFETY_NAMES, Permission.SAFETY_TIMES)


@gate(*RUNG)
def duty_number(request: HttpRequest) -> HttpResponse:
    """Her own number: the last four figures are shown, the whole one to nobody."""
    form = NumberForm(posted(request))

    def act() -> None:
        set_staff_phone(
            user=request.user,
            district_id=next(held.district_id for held in policy.roles_of(request.user)),
            number=form.cleaned_data["phone"],
            by=request.user,
            at=timezone.now(),
        )

    if carried_out(request, form, act, _("记下了，下次急事会响这个号码")):
        return redirect("interventions:duty_number")
    tail = phone_tails([request.user]).get(request.user.pk, "")
    return shown(request, "interventions/duty_number.html", form, tail=tail)
