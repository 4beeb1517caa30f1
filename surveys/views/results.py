"""One response, for the counselor who works on this child."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from interventions.actions.slips import sound_alarm
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from surveys.queries import changing, results


@gate(Permission.RESPONSE_READ)
@require_GET
def response_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How many criteria were reported, how far the answers hold, and what was answered."""
    at = timezone.now()
    response = results.sensitive(request.user, pk, at=at)
    sound_alarm(user=request.user, student_id=response.student_id, at=at)
    context = {
        "result": results.result(response, get_language() or "zh-hans"),
        "change": changing.since_last(request.user, response, at=at),
    }
    return render(request, "surveys/response_show.html", context)
