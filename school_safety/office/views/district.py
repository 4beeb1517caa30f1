"""What a district decides for itself: today, who must say yes between 14 and 17."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.consents import terms
from school_safety.consents.choices import Youth
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import posted
from school_safety.office.agreeing.actions import change_youth
from school_safety.office.agreeing.forms import YouthForm
from school_safety.schools.actions.duty_line import set_duty_line
from school_safety.schools.models import District


@gate(Permission.DISTRICT_SET)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def district_terms(request: HttpRequest) -> HttpResponse:
    """The rule in force, who set it on which ground, and the form to change it."""
    rows = policy.visible(request.user, Permission.DISTRICT_SET, District.objects.all())
    district = rows.order_by("code").first()
    if district is None:
        raise Absent
    now = terms.in_force(district.pk)
    form = YouthForm(request.POST or None, initial={"youth": now.youth if now else Youth.BOTH})
    if request.method == "POST" and form.is_valid() and _changed(request, district, form):
        messages.success(request, _("改好了，从现在起算。"))
        return redirect("office:district_terms")
    facts = {"district": district, "now": now, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "office/district_terms.html", facts, status=status)


@gate(Permission.DISTRICT_SET)
@confirmed()
@require_POST
def duty_line(request: HttpRequest) -> HttpResponse:
    """The number that answers where a school has nobody on call."""
    rows = policy.visible(request.user, Permission.DISTRICT_SET, District.objects.all())
    district = rows.order_by("code").first()
    if district is None:
        raise Absent
    number = request.POST.get("duty_line", "")[:40]
    try:
        set_duty_line(district=district, number=number, by=request.user, at=timezone.now())
    except Invalid:
        messages.error(request, _("请填电话号码，只要数字和短横。"))
    else:
        messages.success(request, _("改好了，从现在起算。"))
    return redirect("office:district_terms")


def _changed(request: HttpRequest, district: District, form: YouthForm) -> bool:
    data = form.cleaned_data
    try:
        change_youth(
            district=district, youth=data["youth"], opinion=data["opinion"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Invalid:
        form.add_error("opinion", _("请写清楚是谁、哪一天、在哪里的意见，至少 20 个字。"))
        return False
    return True
