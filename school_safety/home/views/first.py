"""Where each person begins: today's work, the family's letters, a student's help."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

import interventions.queries
from school_safety.access.gate import gate, public
from school_safety.access.permissions import Permission
from school_safety.home import queries
from school_safety.kernel.refusals import Absent
from school_safety.web import languages
from school_safety.web.views.switches import keep


@public("the way to the public home page in the reader's language")
def front(request: HttpRequest) -> HttpResponse:
    """Chinese first; the language middleware has already decided, or who signed out says it."""
    left_in = languages.known(request.GET.get("language"))
    response = redirect(f"/{left_in or get_language() or 'zh-hans'}/")
    if left_in:
        keep(response, settings.LANGUAGE_COOKIE_NAME, left_in)
    return response


@gate(Permission.SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """After sign-in: everybody to her own first screen."""
    return redirect(queries.first_screen(request.user))


@gate(Permission.SIGNED_IN)
def staff(request: HttpRequest) -> HttpResponse:
    """Today: the first three things, and nothing else above the fold."""
    if queries.first_screen(request.user) != "home:staff_home":
        raise Absent
    at = timezone.now()
    things, count = queries.today(request.user, at)
    return render(
        request,
        "home/staff.html",
        {
            "things": things,
            "more": count - len(things),
            "count": count,
            "at": at,
            "unanswered": interventions.queries.unanswered(request.user),
            "duty": interventions.queries.now_on_duty(request.user, at),
        },
    )


@gate(Permission.LETTER_SIGN)
def family(request: HttpRequest) -> HttpResponse:
    """The family's letters: what waits for an answer first."""
    guardian = request.user.guardian
    things, count = queries.today(request.user, timezone.now())
    return render(
        request,
        "home/family.html",
        {
            "guardian": guardian,
            "things": things,
            "count": count,
            "latest": queries.latest_letters(request.user),
            "children": queries.children(request.user),
            "lines": guardian.district.hotlines,
            "evenings": queries.evenings(request.user),
        },
    )


@gate(Permission.SCREENING_ANSWER)
def student(request: HttpRequest) -> HttpResponse:
    """A student's own screen: lessons, and people to talk to."""
    context = {
        "lines": request.user.student.district.hotlines,
        "safety_plan": interventions.queries.own_safety_plans(request.user).first(),
    }
    return render(request, "home/student.html", context)
