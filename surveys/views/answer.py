"""Answering: one question per screen, with or without JavaScript; handing in; the thank-you."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety import limits
from school_safety.access.gate import public
from school_safety.limits.address import of as address_of
from school_safety.web import skeleton
from surveys.actions import answering, hands, responding
from surveys.forms import state_of
from surveys.queries import answers as papers

from . import live

# These pages are packed for weak networks: Django pads them at random and masks the form token anew
# each time, and nothing that somebody else could choose stands in them.
BY_SLIP = "bound to the live session of a slip"
WIPE = '"cache", "cookies", "storage"'


@public(BY_SLIP)
@gzip_page
@require_http_methods(["GET", "POST"])
@live.at_desk
def answer_show(request: HttpRequest) -> HttpResponse:
    """The question to answer now; POST keeps the answer and goes on."""
    desk = live.desk(request, timezone.now())
    place = _place(request, desk)
    if request.method == "POST":
        return _keep(request, desk, place)
    if place >= desk.length or (desk.stops_after is not None and place > desk.stops_after):
        return redirect("surveys:answer_check")
    return _question(request, desk, place)


def _place(request: HttpRequest, desk: answering.Desk) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("q", "")
    return int(asked) - 1 if asked.isdecimal() and 0 < int(asked) <= desk.length else desk.next_open


def _question(
    request: HttpRequest, desk: answering.Desk, place: int, *, missing: bool = False
) -> HttpResponse:
    language = get_language() or "zh-hans"
    key = {"key": live.key_of(request)}
    template = "surveys/answer_show.html"
    if not (missing or desk.draft.touched or desk.draft.revision):
        # Nothing answered yet: the same page for everybody with these questions.
        same = (desk.version.pk, len(desk.version.questions), desk.length, place)
        paper = SimpleLazyObject(lambda: papers.paper(desk, place, language))
        return skeleton.fill(request, template, holes=key, context={"paper": paper}, key=same)
    context = {"paper": papers.paper(desk, place, language), "missing": missing, **key}
    return render(request, template, context, status=422 if missing else 200)


def _keep(request: HttpRequest, desk: answering.Desk, place: int) -> HttpResponse:
    chosen = request.POST.get("choice", "")
    if not chosen.isdecimal() and "skip" not in request.POST:
        return _question(request, desk, place, missing=True)
    choice = int(chosen) if chosen.isdecimal() and "skip" not in request.POST else None
    talk = "talk" in request.POST
    answering.put_answer(desk, place=place, choice=choice, talk=talk, at=timezone.now())
    if place + 1 >= desk.length or desk.stops_after is not None:
        return redirect("surveys:answer_check")
    return redirect(f"{reverse('surveys:answer_show')}?q={place + 2}")


@public(BY_SLIP)
@require_POST
def answer_save(request: HttpRequest) -> HttpResponse:
    """Autosave of the whole page; an older state never overwrites a newer one."""
    slip = live.slip_of(request)
    limits.check("draft.save", key=slip, address=address_of(request))
    desk = live.desk(request, timezone.now())
    answering.put_all(desk, **state_of(request.POST))
    return HttpResponse(status=204)


@public(BY_SLIP)
@require_POST
def answer_hand(request: HttpRequest) -> HttpResponse:
    """Ask the teacher to come over, without a word aloud and without leaving the page."""
    limits.check("hand.raise", key=live.slip_of(request), address=address_of(request))
    hands.put_up(live.desk(request, timezone.now()).invitation)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    messages.success(request, papers.WORDS["hand"])
    return redirect("surveys:answer_show")


@public(BY_SLIP)
@require_GET
@live.at_desk
def answer_check(request: HttpRequest) -> HttpResponse:
    """How many are answered, what was skipped, and the last tick."""
    desk = live.desk(request, timezone.now())
    context = {"check": papers.check(desk), "key": live.key_of(request)}
    return render(request, "surveys/answer_check.html", context)


@public(BY_SLIP)
@require_POST
def answer_submit(request: HttpRequest) -> HttpResponse:
    """Hand in. The same key always gets the same receipt, even after the session is gone."""
    key = request.POST.get("key", "")
    own = live.key_of(request)
    # Handing in looks for an earlier receipt of its own key itself.
    receipt = None if key == own else responding.earlier(key)
    if receipt is None:
        receipt = _hand_in(request, own or key)
    live.end(request)
    url = reverse("surveys:answer_thanks", args=[receipt.code])
    if "application/json" in request.META.get("HTTP_ACCEPT", ""):
        return JsonResponse({"receipt": receipt.code, "url": url})
    return redirect(url)


def _hand_in(request: HttpRequest, key: str) -> responding.Receipt:
    slip = live.slip_of(request)
    limits.check("response.submit", key=slip, address=address_of(request))
    state = (
        state_of(request.POST) if "answers" in request.POST else {"talk": "talk" in request.POST}
    )
    state.pop("revision", None)
    return responding.submit(
        invitation_id=slip, seat=live.seat_of(request), key=key, at=timezone.now(), **state
    )


@public("a receipt code opens nothing but kind words and help numbers")
@require_GET
def answer_thanks(request: HttpRequest, receipt: str) -> HttpResponse:
    """Thanks, what happens next, whom to call. Never a score, for nobody."""
    found = papers.receipt(receipt)
    language = get_language() or "zh-hans"
    lines, after = papers.hotlines(found, language), papers.after(found, language)
    response = skeleton.fill(
        request,
        "surveys/answer_thanks.html",
        holes={"receipt": found.receipt},
        context={"lines": lines, "after": after},
        key=[after, *((line["number"], line["name"]) for line in lines)],
    )
    response.headers["Clear-Site-Data"] = WIPE
    return response
