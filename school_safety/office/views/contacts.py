"""The door at which contact lists tell of changes, and the page that shows what became of them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission as P
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited
from school_safety.office import tasks
from school_safety.office.contacts import queries, receiving
from school_safety.schools.actions import hearing
from school_safety.schools.contacts import lists
from school_safety.schools.contacts.envelope import Unopened

PER_PAGE = 25


@csrf_exempt  # another house's server, which proves itself by signature
@public("a contact list tells of a change; every request is signed and sealed")
@require_http_methods(["GET", "POST"])
@limited("vendor.callback")
def contact_callback(request: HttpRequest, name: str) -> HttpResponse:
    """Answered at once: a proof that we have the key, or that a change was heard."""
    to, at = lists.named(name), timezone.now()
    if to is None:
        raise Absent
    try:
        if request.method == "GET":
            said = receiving.prove(to, request.GET.dict(), at=at)
        else:
            body = request.read(receiving.MOST_BYTES + 1)
            said = receiving.receive(to, request.GET.dict(), body, at=at)
    except Unopened:
        return HttpResponse("refused", content_type="text/plain", status=403)
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@gate(P.IMPORT_READ)
@require_GET
def contact_list(request: HttpRequest) -> HttpResponse:
    """How the connections go, and what a person must look at."""
    page = Paginator(queries.changes_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    may_change = policy.holds(request.user, P.IMPORT_CHANGE)
    rows = [queries.shown(change) for change in page]
    asks = may_change and any(row["place"] for row in rows)
    today = timezone.localdate()
    facts = {
        "links": queries.links_for(request.user),
        "page": page,
        "rows": rows,
        "rooms": list(queries.rooms_for(request.user, today)) if asks else [],
        "may_change": may_change,
        "may_name": policy.holds(request.user, P.ROSTER_READ),
        "configured": bool(lists.every()),
    }
    return render(request, "office/contacts.html", facts)


@gate(P.IMPORT_CHANGE)
@require_POST
def contact_again(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """What was in the way is mended."""
    change = queries.change_for(request.user, change_id)
    hearing.try_again(change=change, by=request.user, at=timezone.now())
    tasks.follow_contacts.enqueue(change.link.name)
    messages.success(request, _("正在再试一次。"))
    return redirect("office:contact_list")


@gate(P.IMPORT_CHANGE)
@require_POST
def contact_settle(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Seen to by hand."""
    change = queries.change_for(request.user, change_id)
    hearing.settle(change=change, by=request.user, at=timezone.now())
    messages.success(request, _("记下了，这一条不再列出。"))
    return redirect("office:contact_list")


@gate(P.IMPORT_CHANGE)
@require_POST
def contact_place(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """This department is that class."""
    change, at = queries.change_for(request.user, change_id), timezone.now()
    department, room = request.POST.get("department", ""), request.POST.get("room", "")
    if not department.isdecimal() or not _is_id(room):
        messages.error(request, _("请先选一个班。"))
        return redirect("office:contact_list")
    rooms = queries.rooms_for(request.user, timezone.localdate(at))
    classroom = rooms.filter(pk=room, district_id=change.district_id).first()
    if classroom is None:
        raise Absent
    hearing.keep_class(
        change=change, department=int(department), classroom=classroom, by=request.user, at=at
    )
    tasks.follow_contacts.enqueue(change.link.name)
    messages.success(request, _("记住了这个部门是哪个班，正在再试一次。"))
    return redirect("office:contact_list")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
