"""Sending letters, and seeing how many families have answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lessons import queries
from lessons.actions import asking, mailing, sending, sparing
from lessons.actions.printing import letter_pdf
from lessons.forms import CapForm, FaqForm, ReplyForm, SendForm, WaiverForm, default_due, explain
from lessons.models import LetterPage
from lessons.queries import asked, burden, heard, mailings, versions
from lessons.queries.words import frozen
from lessons.rules import excluded, small_print
from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import limited
from school_safety.schools.models import District
from school_safety.web.downloads import download

PER_PAGE = 25
AT_ONCE = 3  # classes; what is more is sent in the background
METERS = 12  # classes whose month is drawn beside the form


@gate(Permission.LETTER_SEND, Permission.LETTER_COUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_list(request: HttpRequest) -> HttpResponse:
    """Letters ready to go, letters on their way; what a month may cost families, and who says so."""
    at = timezone.now()
    district, cap = _cap_form(request)
    rooms, waiver = _waiver_form(request)
    faq = FaqForm(request.POST) if request.POST.get("do") == "faq" else None
    if request.method == "POST":
        deeds: dict[str, tuple[Any, Callable[[dict[str, Any]], Any]]] = {
            "cap": (cap, lambda given: sparing.set_cap(district=district, **given)),
            "waive": (waiver, lambda given: sparing.waive(**given)),
            "faq": (faq, lambda given: _answered(request, given)),
        }
        form, act = deeds.get(request.POST.get("do", ""), (CapForm(), None))
        if _done(form, act, request):
            return redirect("lessons:dispatch_list")
    page = Paginator(queries.dispatches(request.user), PER_PAGE).get_page(request.GET.get("page"))
    language = translation.get_language()
    facts = {
        "ready": queries.sendable_letters(request.user, language)[:PER_PAGE],
        "page": page,
        "rows": [{"dispatch": row, "title": row.text(language)[1]["title"]} for row in page],
        "mailings": mailings.under_way(request.user, at),
        "may_write": policy.holds(request.user, Permission.LESSON_WRITE),
        "cap": cap,
        "waiver": waiver,
        "meters": burden.meters(rooms[:PER_PAGE], at) if waiver else [],
        "talk": heard.consent_talk(request.user, at),
        "questions": _questions(request, faq),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lessons/staff/dispatch_list.html", facts, status=status)


def _questions(request: HttpRequest, sent: FaqForm | None) -> list[tuple[Any, FaqForm]]:
    """Questions on consent letters, each with its form; the one just sent keeps what was typed."""
    rows = asked.on_consents(request.user).filter(answered_at=None)[:PER_PAGE]
    given = sent.cleaned_data.get("pk") if sent else None
    return [(row, sent if sent and row.pk == given else FaqForm.of(row)) for row in rows]


def _answered(request: HttpRequest, given: dict[str, Any]) -> None:
    row = asked.on_consents(request.user).filter(pk=given["pk"]).first()
    if row is None:
        raise Absent
    asking.answer(
        question=row, words=given["question"], answer=given["answer"], by=given["by"],
        at=given["at"],
    )  # fmt: skip


def _cap_form(request: HttpRequest) -> tuple[District | None, CapForm | None]:
    rows = policy.visible(request.user, Permission.DISTRICT_SET, District.objects.all())
    district = rows.order_by("code").first()
    if district is None:
        return None, None
    data = request.POST if request.POST.get("do") == "cap" else None
    return district, CapForm(data, initial={"minutes": burden.cap_of(district.pk)})


def _waiver_form(request: HttpRequest) -> tuple[Any, WaiverForm | None]:
    rooms = burden.waivable(request.user).order_by("grade", "number")
    if not rooms:
        return rooms, None
    data = request.POST if request.POST.get("do") == "waive" else None
    letters = queries.letters_of_schools({room.school_id for room in rooms})
    return rooms, WaiverForm(data, letters=letters, classrooms=rooms)


def _done(form: Any, act: Callable[[dict[str, Any]], Any] | None, request: HttpRequest) -> bool:
    """Do it, or leave the refusal in the form; no form, no right to it."""
    if form is None:
        raise Absent
    if act is None or not form.is_valid():
        return False
    try:
        act({**form.cleaned_data, "by": request.user, "at": timezone.now()})
    except Invalid as refusal:
        explain(form, refusal.fields)
        return False
    messages.success(request, _("记下了。"))
    return True


@gate(Permission.LETTER_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_send(request: HttpRequest, page_id: int) -> HttpResponse:
    """The letter as families will see it, what it costs them, and to whom it goes."""
    at = timezone.now()
    letter = _sendable(request, page_id)
    rooms = queries.send_classes(request.user, letter)
    initial = {"rule": "any", "due_on": default_due(at, letter.deadline_days), "reach": "picked"}
    form = SendForm(request.POST or None, classrooms=rooms, kind=letter.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, letter, form, at)
        except Invalid as refusal:
            explain(form, refusal.fields)
    status = 422 if request.method == "POST" else 200
    facts = {"letter": letter, "form": form, **_preview(letter, form, at)}
    return render(request, "lessons/staff/letter_send.html", facts, status=status)


def _sent(request: HttpRequest, letter: LetterPage, form: SendForm, at: Any) -> HttpResponse:
    """A few classes at once; more go on their way behind this page."""
    rooms = form.cleaned_data["rooms"]
    what = {"letter": letter, "classrooms": rooms, "by": request.user, "at": at, **form.terms}
    if len(rooms) > AT_ONCE:
        return redirect("lessons:mailing_show", mailing.order(**what).pk)
    sent = sending.send_to_all(**what)
    _said(request, old=sum(each.sent_at != at for each in sent), of=len(sent))
    if len(sent) == 1:
        return redirect("lessons:dispatch_detail", sent[0].pk)
    return redirect("lessons:dispatch_list")


def _said(request: HttpRequest, *, old: int, of: int) -> None:
    """Whether anything went out: a second click, or a change of little weight, asks nobody again."""
    if old == of:
        messages.info(request, _("这封信以前发过了，家长收到的还是那一封，没有再发一次。"))
    elif old:
        messages.success(request, _("发出去了。以前收到过的班，没有再发一次。"))
    else:
        messages.success(request, _("发出去了。"))


def _preview(letter: LetterPage, form: SendForm, at: Any) -> dict[str, Any]:
    """The same words and the same questions that a family gets, and what they cost."""
    texts = frozen(letter)
    words = texts.get(translation.get_language()) or texts["zh-hans"]
    return {
        "texts": texts,
        "words": words,
        "english_missing": "en" not in texts,
        "reply": ReplyForm(kind=letter.kind, state="opened", words=words, prefix="seen"),
        "meters": burden.before_sending(letter, form.rooms[:METERS], words["minutes"], at),
        "small_print": [said for _code, said in small_print.in_words(texts)],
        "excluded": [said for each in texts.values() for _code, said in excluded.in_words(each)],
        "renewal": versions.renewal(letter, form.rooms, texts),
    }


@gate(Permission.LETTER_SEND)
@require_GET
@limited("pdf.make")
def letter_print(request: HttpRequest, page_id: int) -> HttpResponse:
    """The letter on paper, for families without a phone."""
    letter = _sendable(request, page_id)
    school = queries.school_of(letter)
    content = letter_pdf(letter=letter, school=school, language=translation.get_language())
    return download(content, f"letter-{letter.pk}.pdf")


def _sendable(request: HttpRequest, page_id: int) -> LetterPage:
    letter = queries.sendable_letters(request.user).filter(pk=page_id).first()
    if letter is None:
        raise Absent
    return letter
