"""The directory of providers: read by staff and families, kept by the district."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.directory import save_provider, tell_places
from interventions.choices import SCHOOL_AGES, Cost, Need, ProviderKind
from interventions.forms.directory import PlacesForm, ProviderForm
from interventions.models import Provider
from interventions.queries import fetching, providers
from interventions.rules.directory import stale
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

from .doors import carried_out, chosen, paged, posted, shown


def _dress(row: Provider, on: date) -> None:
    row.need_labels = [str(Need(code).label) for code in row.needs if code in Need.values]
    row.is_offered = providers.offered(row, on)
    row.is_stale = stale(row.last_verified_on, on)


@gate(Permission.PROVIDER_READ)
def provider_list(request: HttpRequest) -> HttpResponse:
    """Filtered by need, cost, kind and age; the shortest wait first."""
    need = chosen(request, "need", Need.values)
    cost = chosen(request, "cost", Cost.values)
    kind = chosen(request, "kind", ProviderKind.values)
    age = chosen(request, "age", SCHOOL_AGES)
    today = timezone.localdate()
    rows = providers.providers(
        request.user, need=need, cost=cost, kind=kind, age=int(age) if age else None
    )
    page = paged(request, rows)
    for row in page:
        _dress(row, today)
    context = {
        "page_of_rows": page,
        "needs": Need.choices,
        "costs": Cost.choices,
        "kinds": ProviderKind.choices,
        "ages": SCHOOL_AGES,
        "need": need,
        "cost": cost,
        "kind": kind,
        "age": age,
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


@gate(Permission.PROVIDER_OWN)
def provider_own(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How long families wait here, said by the house itself."""
    at = timezone.now()
    row = policy.get(request.user, Permission.PROVIDER_OWN, providers.kept_by(request.user), pk=pk)
    form = PlacesForm(posted(request), instance=row)
    if carried_out(
        request,
        form,
        lambda: tell_places(provider=row, **form.cleaned_data, by=request.user, at=at),
        _("谢谢，学校和家长现在看到的就是这个时间"),
    ):
        return redirect("interventions:provider_home")
    return shown(request, "interventions/provider_own.html", form, provider=row)


@gate(Permission.PLAN_FAMILY_READ)
def family_providers(request: HttpRequest) -> HttpResponse:
    """Who can help nearby: the same page for every family of the district."""
    today = timezone.localdate()
    rows = providers.for_families(fetching.district_of_family(request.user), today)
    for row in rows:
        _dress(row, today)
    return render(request, "interventions/family_providers.html", {"rows": rows})
