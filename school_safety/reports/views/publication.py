"""What a district official reads: frozen figures, and the step that freezes new ones."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited
from school_safety.reports import exports, presenters, queries
from school_safety.reports.actions import publish
from school_safety.web.downloads import download

PER_PAGE = 25
# plotly writes style elements; this is the one page that lets it (scripts stay under the nonce).
CHART_CSP = {**settings.SECURE_CSP, "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@gate(Permission.FIGURES_DISTRICT, Permission.FIGURES_SCHOOL)
@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    if not policy.holds(request.user, Permission.FIGURES_DISTRICT):
        return redirect("reports:school_progress")
    rows = Paginator(queries.publications(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": rows,
        "rows": [(row, presenters.title(row), presenters.sentence(row)) for row in rows],
        "may_publish": policy.holds(request.user, Permission.FIGURES_PUBLISH),
    }
    return render(request, "reports/publication_list.html", context)


@gate(Permission.FIGURES_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publication_create(request: HttpRequest) -> HttpResponse:
    districts = queries.districts_to_publish(request.user)
    if request.method == "POST":
        district = districts.filter(code=request.POST.get("district", "")).first()
        if district is None:
            raise Absent
        made = publish(
            district=district,
            instrument=request.POST.get("instrument", ""),
            by=request.user,
            at=timezone.now(),
        )
        return redirect("reports:publication_show", made.pk)
    waiting = [(each, queries.ready(each.pk, get_language() or "zh-hans")) for each in districts]
    return render(request, "reports/publication_create.html", {"waiting": waiting})


@gate(Permission.FIGURES_DISTRICT)
@require_safe
@csp_override(CHART_CSP)
def publication_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    publication = queries.publication(request.user, pk)
    return render(request, "reports/publication_show.html", exports.page(publication))


@gate(Permission.FIGURES_DISTRICT)
@require_safe
@limited("export.make")
@limited("pdf.make")
def publication_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    publication = queries.publication(request.user, pk)
    data = exports.pdf(publication, get_language() or "zh-hans")
    return download(data, f"figures-{publication.taken_at:%Y%m%d}.pdf")


@gate(Permission.FIGURES_DISTRICT)
@require_safe
@limited("export.make")
def publication_xlsx(request: HttpRequest, pk: UUID) -> HttpResponse:
    publication = queries.publication(request.user, pk)
    name = f"figures-{publication.taken_at:%Y%m%d}.xlsx"
    return download(exports.workbook(publication), name, XLSX)
