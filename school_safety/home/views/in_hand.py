"""A one-time code from hand to hand: who gives it, and where it is typed."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from school_safety.access import policy
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.accounts.in_hand import MINUTES
from school_safety.home import queries
from school_safety.home.actions import come_in_by_hand, give_in_hand, may_be_given_to
from school_safety.home.forms import HandForm
from school_safety.limits import address
from school_safety.limits.door import limited
from school_safety.web.forms import form_page

from .arriving import let_in
from .codes import chosen_students


@gate(Permission.ENTRY_CODE_PRINT)
@require_POST
@limited("pdf.make")
def code_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First whom it is for, then the code, on this one page and nowhere else."""
    room, _students = chosen_students(request, pk)
    one = request.POST.get("student")
    if not one:
        return redirect("home:code_room", room.pk)
    students = queries.students_in(request.user, room)
    child = policy.get(request.user, Permission.ENTRY_CODE_PRINT, students, pk=one)
    facts = {"room": room, "student": child, "minutes": MINUTES}
    facts["there"] = f"{settings.PUBLIC_URL}{reverse('home:enter_hand')}"
    chosen = request.POST.get("guardian", "")
    if chosen:
        facts["guardian"], facts["code"] = give_in_hand(
            student=child, guardian_id=chosen, by=request.user, at=timezone.now()
        )
    else:
        facts["guardians"] = may_be_given_to(child)
    response = render(request, "home/code_hand.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


@public("a guardian without a phone: the one-time code that a colleague put into her hand")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_hand(request: HttpRequest) -> HttpResponse:
    """Typed once; whatever is wrong with it looks the same."""
    form = HandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = come_in_by_hand(
            code=form.cleaned_data["code"], address=address.of(request), at=timezone.now()
        )
        if opened is not None:
            return let_in(request, opened[0], handed_by=opened[1])
        form.add_error(None, _("这个码没有对上，或者已经过时、用过了。请老师再给一个。"))
    return form_page(request, "home/enter_hand.html", {"form": form, "minutes": MINUTES})
