"""What became of the help: for counselor and lead, of their own school."""

from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interventions.queries import outcomes as counted
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.reports import outcome_words, outcomes

BEGINS = 9  # a school year begins in September


@gate(Permission.SIGNAL_READ)
@require_safe
def outcome_show(request: HttpRequest) -> HttpResponse:
    """The present school year."""
    schools = policy.units(request.user, Permission.SIGNAL_READ).schools
    since = _year_began(timezone.localdate())
    found = counted.outcomes(schools, since)
    levels = counted.confirmed_by_level(schools, since)
    measured = outcome_words.measure_rows(outcomes.measured(schools, since))
    context = {
        "since": since,
        "found": found,
        "steps": outcome_words.steps(found),
        "asides": outcome_words.asides(found),
        "drawing": outcome_words.drawing(found),
        "speeds": outcome_words.speed_rows(outcomes.speeds(found)),
        "measured": measured,
        "reliable": outcome_words.reliable_lines(outcomes.reliable(schools, since)),
        "levels": outcome_words.level_rows(levels),
        "asked": outcome_words.asked_rows(outcomes.asked(schools, since)),
        "taps": outcome_words.taps(),
    }
    return render(request, "reports/outcome_show.html", context)


def _year_began(today: date) -> datetime:
    first = date(today.year if today.month >= BEGINS else today.year - 1, BEGINS, 1)
    return timezone.make_aware(datetime.combine(first, time()))
