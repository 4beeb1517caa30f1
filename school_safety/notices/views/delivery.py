"""Whether messages arrived, never what they were about."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.notices import queries
from school_safety.notices.choices import Channel, State

PER_PAGE = 25


@gate(Permission.OUTBOX_READ)
@require_safe
def delivery_list(request: HttpRequest) -> HttpResponse:
    channel = _one_of(Channel, request.GET.get("channel", ""))
    state = _one_of(State, request.GET.get("state", ""))
    rows = queries.deliveries(request.user, channel=channel, state=state)
    counts = queries.counts(request.user)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": [(each.value, each.label, counts[each.value]) for each in State],
        "channels": Channel.choices,
        "channel": channel,
        "state": state,
        "failed": counts[State.FAILED],
    }
    return render(request, "notices/delivery_list.html", context)


def _one_of(choices, value: str) -> str:
    return value if value in choices.values else ""
