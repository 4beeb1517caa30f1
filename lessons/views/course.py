"""Twenty minutes on early signs: scenes, a choice each, kind words on every choice; no marks."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lessons.actions import course as actions
from lessons.queries import course as queries
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

PER_PAGE = 25
READ = "lessons.course"  # the scenes read in this session, by number; no choice is kept


@gate(Permission.PROGRAMME_READ)
@require_safe
def course_show(request: HttpRequest) -> HttpResponse:
    """What it is for, the scenes, and the end once all of them were read."""
    at, words = timezone.now(), _words()
    read, last = _read(request), queries.last_done(request.user)
    scenes = [
        {"number": number, "title": scene["title"], "read": number in read}
        for number, scene in enumerate(words["steps"], 1)
    ]
    facts = {
        "words": words,
        "scenes": scenes,
        "next": next((each["number"] for each in scenes if not each["read"]), None),
        "begun": bool(read),
        "last": last,
        "fresh": queries.is_fresh(last, at),
        "may_see_school": policy.holds(request.user, Permission.PEOPLE_READ),
    }
    return render(request, "lessons/staff/course_show.html", facts)


@gate(Permission.PROGRAMME_READ)
@require_safe
def course_scene(request: HttpRequest, number: int) -> HttpResponse:
    """One scene; with a choice, what speaks for and against each of them."""
    words = _words()
    if not 1 <= number <= len(words["steps"]):
        raise Absent
    scene = words["steps"][number - 1]
    chosen = _chosen(request, len(scene["choices"]))
    if chosen:
        request.session[READ] = sorted({*_read(request), number})
    facts = {
        "words": words,
        "scene": scene,
        "number": number,
        "of": len(words["steps"]),
        "chosen": chosen,
        "asked": "go" in request.GET and not chosen,
    }
    return render(request, "lessons/staff/course_scene.html", facts)


@gate(Permission.PROGRAMME_READ)
@require_POST
def course_finish(request: HttpRequest) -> HttpResponse:
    """Written down with today's date, once every scene was read."""
    if len(_read(request)) < len(_words()["steps"]):
        messages.info(request, _("还有几个场景没看，看完再点。"))
        return redirect("lessons:course_show")
    actions.finish(by=request.user, at=timezone.now())
    request.session.pop(READ, None)
    messages.success(request, _("读完了，今天的日期记下了。一年后会提醒您再看一遍。"))
    return redirect("lessons:course_show")


@gate(Permission.PEOPLE_READ)
@require_safe
def course_school(request: HttpRequest) -> HttpResponse:
    """Who has read it within a year: by name, not by diligence."""
    at, waiting = timezone.now(), request.GET.get("show") == "waiting"
    rows = queries.colleagues(request.user, at, waiting=waiting)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        queries.Colleague(row.user.name, row.school, row.done_on, queries.is_fresh(row.done_on, at))
        for row in page
    ]
    facts = {"page": page, "rows": shown, "waiting": waiting}
    return render(request, "lessons/staff/course_school.html", facts)


def _words() -> dict[str, Any]:
    return actions.text(translation.get_language() or "zh-hans")


def _read(request: HttpRequest) -> set[int]:
    return set(request.session.get(READ, ()))


def _chosen(request: HttpRequest, most: int) -> int:
    asked = request.GET.get("chosen", "")
    number = int(asked) if asked.isdecimal() and len(asked) == 1 else 0
    return number if 1 <= number <= most else 0
