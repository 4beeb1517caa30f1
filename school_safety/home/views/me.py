"""What the school keeps about a guardian herself, and the one thing that she keeps herself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.home import queries
from school_safety.home.actions import ask_to_confirm, confirm, remove
from school_safety.home.forms import CodeForm, MailboxForm, WishForm
from school_safety.limits import address
from school_safety.notices.actions import set_wish
from school_safety.notices.reach import open_ways, wish_of
from school_safety.web.forms import form_page

ASKED = "home.mailbox"


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def family_me(request: HttpRequest) -> HttpResponse:
    """Her name, her number's tail, her mailbox; a new one is asked for by a code."""
    at, user = timezone.now(), request.user
    if "remove" in request.POST:
        remove(user=user, at=at)
        messages.success(request, _("邮箱去掉了，以后只发站内消息。"))
        return redirect("home:family_me")
    if "wishes" in request.POST:
        return _wishes(request)
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[ASKED] = ask_to_confirm(
            user=user, mailbox=form.cleaned_data["mailbox"], address=address.of(request), at=at
        )
        return redirect("home:family_mailbox")
    return _page(request, form=form)


def _wishes(request: HttpRequest) -> HttpResponse:
    """How she would like to hear from the school, as of the next message."""
    form = WishForm(request.POST, ways=open_ways(request.user))
    if not form.is_valid():
        return _page(request, wishes=form)
    set_wish(user=request.user, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("记下了，从下一条消息起照这样。"))
    return redirect("home:family_me")


def _page(
    request: HttpRequest, *, form: MailboxForm | None = None, wishes: WishForm | None = None
) -> HttpResponse:
    user, wish = request.user, wish_of(request.user)
    said = {name: getattr(wish, name) for name in ("way", "rhythm", "quiet")}
    context = {
        "form": form or MailboxForm(),
        "wishes": wishes
        or WishForm(initial={**said, "language": user.guardian.language}, ways=open_ways(user)),
        "stopped": wish.sms_stopped_at,
        "facts": queries.about_me(user),
        "mailbox": user.email,
    }
    wrong = any(each is not None and each.errors for each in (form, wishes))
    return render(request, "home/family_me.html", context, status=422 if wrong else 200)


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def family_mailbox(request: HttpRequest) -> HttpResponse:
    """The code from that mailbox."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirmed = confirm(
            user=request.user,
            challenge=request.session.get(ASKED, ""),
            typed=form.cleaned_data["code"],
            address=address.of(request),
            at=timezone.now(),
        )
        if confirmed:
            del request.session[ASKED]
            messages.success(request, _("邮箱确认好了，下次可以用它收登录码。"))
            return redirect("home:family_me")
        form.add_error("code", _("没有对上，或者已经过了十分钟。再看一眼，或重新要一个。"))
    return form_page(request, "home/family_mailbox.html", {"form": form})
