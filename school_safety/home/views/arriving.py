"""The returning guardian's door: number or mailbox, six figures, in. One answer for everybody."""

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lessons.queries import on_paper
from school_safety.access.gate import public
from school_safety.accounts.in_hand import HANDED_BY
from school_safety.home.actions import arriving, ask_code, ask_for_letter, come_in, signed_in
from school_safety.home.forms import AskForm, CodeForm
from school_safety.home.tasks import send_entry_code
from school_safety.limits import address
from school_safety.web.forms import form_page

ASKED, OPENED, THEN = "home.asked", "home.opened", "home.then"
EVENING = "home.evening"  # the code at the door of a parents' evening
EVENING_CODE = re.compile(r"[0-9A-Za-z_-]{1,32}")
BACK = "a guardian has no password: a code to her own phone or mailbox lets her back in"


@public(BACK)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code."""
    if EVENING_CODE.fullmatch(request.GET.get("evening", "")):
        request.session[EVENING] = request.GET["evening"]
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        challenge = ask_code(
            typed=form.cleaned_data["way"], address=address.of(request), at=timezone.now()
        )
        send_entry_code.enqueue(challenge)
        request.session[ASKED] = challenge
        return redirect("home:enter_confirm")
    context = {"form": form, "texts": bool(settings.SMS or settings.SMS_SENDER)}
    return form_page(request, "home/enter_ask.html", context)


@public(BACK)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Behind a letter's link: nothing of the letter, and a button that sends a code to its own
    reader. It looks the same for a link that leads nowhere."""
    if request.user.is_authenticated:
        return _go_on(request, code)
    if request.method != "POST":
        return render(request, "home/enter_letter.html", {"code": code})
    challenge = ask_for_letter(code=code, address=address.of(request), at=timezone.now())
    send_entry_code.enqueue(challenge)
    request.session[ASKED], request.session[THEN] = challenge, code
    return redirect("home:enter_confirm")


def _go_on(request: HttpRequest, code: str) -> HttpResponse:
    letter = on_paper.own_letter(request.user, code, timezone.now()) if code else None
    if letter is None:
        return redirect("home:mine")
    return redirect("lessons:letter_read", letter.pk)


@public(BACK)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_confirm(request: HttpRequest) -> HttpResponse:
    """Type it; five tries, ten minutes, once."""
    if ASKED not in request.session:
        return redirect("home:enter_ask")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        users = come_in(
            challenge=request.session[ASKED],
            typed=form.cleaned_data["code"],
            address=address.of(request),
            at=timezone.now(),
        )
        if users:
            del request.session[ASKED]
            return _open(request, users)
        form.add_error("code", _("没有对上，或者已经过了十分钟。再看一眼，或重新要一个。"))
    return form_page(request, "home/enter_confirm.html", {"form": form})


def _open(request: HttpRequest, users: list[UUID]) -> HttpResponse:
    if len(users) > 1:
        request.session[OPENED] = [str(user) for user in users]
        request.session.set_expiry(600)
        return redirect("home:enter_choose")
    guardian = arriving.guardian_behind(users[0])
    if guardian is None:
        return redirect("home:enter_ask")
    signed_in(guardian, door="one_time_code", at=timezone.now())
    return let_in(request, guardian)


@public(BACK)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_choose(request: HttpRequest) -> HttpResponse:
    """One mailbox of two parents, or children in two districts: which account is it today?"""
    found = [arriving.guardian_behind(UUID(each)) for each in request.session.get(OPENED, [])]
    mine = {str(guardian.user_id): guardian for guardian in found if guardian is not None}
    if not mine:
        return redirect("home:enter_ask")
    chosen = request.POST.get("account", "")
    if request.method == "POST" and chosen in mine:
        del request.session[OPENED]
        return _open(request, [UUID(chosen)])
    return render(request, "home/enter_choose.html", {"guardians": mine.values()})


def let_in(request: HttpRequest, guardian: Any, *, handed_by: str = "") -> HttpResponse:
    """To the letter she came for, or to all of hers; who gave her the code goes onto her receipts."""
    then, evening = (request.session.pop(name, "") for name in (THEN, EVENING))
    login(request, guardian.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if handed_by:
        request.session[HANDED_BY] = handed_by
    if evening:
        return redirect("lessons:parent_sign_in", evening)
    return _go_on(request, then) if then else redirect("home:family_home")
