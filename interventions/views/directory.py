"""The directory of providers: read by staff, kept by the district."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.directory import save_provider
from interventions.choices import Cost, Need
from interventions.forms.referral import ProviderForm
from interventions.queries import fetching, referrals
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

from .doors import carried_out, chosen, paged, posted, shown


@gate(Permission.PROVIDER_READ)
def provider_list(request: HttpRequest) -> HttpResponse:
    """Filtered by need and cost; the shortest wait first."""
    need = chosen(request, "need", Need.values)
    cost = chosen(request, "cost", Cost.values)
    page = paged(request, referrals.providers(request.user, need=need, cost=cost))
    for row in page:
        row.need_labels = [str(Need(code).label) for code in row.needs if code in Need.values]
    context = {
        "page_of_rows": page,
        "needs": Need.choices,
        "costs": Cost.choices,
        "need": need,
        "cost": cost,
        "can_change": policy.holds(request.user, Permission.PROVIDER_CHANGE),
    }
    return render(request, "interventions/provider_list.html", context)


@gate(Permission.PROVIDER_CHANGE)
def provider_edit(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Add or mend an entry of one's own district."""
    at = timezone.now()
    user = request.user
    row = fetching.provider(user, pk) if pk is not None else None
    district = fetching.district_kept(user)
    if district is None:
        raise Absent
    form = ProviderForm(posted(request), instance=row)
    if carried_out(
        request,
        form,
        lambda: save_provider(district=district, provider=row, **form.cleaned_data, by=user, at=at),
        _("存好了，核对日期是今天"),
    ):
        return redirect("interventions:provider_list")
    return shown(request, "interventions/provider_edit.html", form, provider=row)
