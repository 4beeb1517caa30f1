"""How far a letter to many classes is, for its sender alone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lessons.queries import mailings
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

REASONS = {
    "over_cap": _("这个月请家长花的时间到上限了，请校长写明理由放行"),
    "letter_changed": _("信在发出的中途换了一版，请从头再发一次新的一版"),
    "letter_excluded": _("信里请家长确认的事，法律规定不能用电子签名"),
    "letter_small_print": _("信里有把责任推给家庭的话"),
}
OTHER = _("这次没有发成，请单独再发一次")


@gate(Permission.LETTER_SEND)
@require_GET
def mailing_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Classes done, classes left, and those it did not go to, with the reason."""
    found = mailings.progress(request.user, pk)
    titles = found.mailing.titles
    facts = {
        "progress": found,
        "title": titles.get(translation.get_language()) or titles["zh-hans"],
        "refused": [(row.classroom, REASONS.get(row.refused, OTHER)) for row in found.refused],
    }
    return render(request, "lessons/staff/mailing_show.html", facts)
