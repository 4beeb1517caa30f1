"""How a guardian says that her number has changed: a slip in her hand, a form without a sign-in."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.accounts.codes import read, written
from school_safety.home.actions import print_repair_codes, take_new_number
from school_safety.home.forms import RepairForm
from school_safety.limits import address
from school_safety.limits.door import limited
from school_safety.web.forms import form_page

from .codes import chosen_students, slip_file


@public("a guardian whom no message reaches: the one-time code in her hand opens only this form")
@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: HttpRequest, code: str = "") -> HttpResponse:
    """What she types waits for a clerk; nothing here says whose code it is."""
    known = {"code": written(read(code)), "language": request.LANGUAGE_CODE}  # type: ignore[attr-defined]  # set by LocaleMiddleware
    form = RepairForm(request.POST or None, initial=known)
    done = False
    if request.method == "POST" and form.is_valid():
        done = take_new_number(**form.cleaned_data, address=address.of(request), at=timezone.now())
        if not done:
            form.add_error(
                None, _("这个码没有对上，或者已经用过。再看一眼纸条，或请班主任重新打印一张。")
            )
    return form_page(request, "home/repair.html", {"form": form, "done": done})


@gate(Permission.ENTRY_CODE_PRINT)
@require_POST
@limited("pdf.make")
def repair_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """New slips as a PDF; the earlier ones of these families stop working."""
    _room, students = chosen_students(request, pk)
    slips = print_repair_codes(
        students=students,
        url=f"{settings.PUBLIC_URL}/enter/repair/",
        by=request.user,
        at=timezone.now(),
    )
    return slip_file(slips, "phone-codes.pdf")
