"""A family's letters: read, answer, sign, take back."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from lessons import queries
from lessons.actions import filing, signing
from lessons.choices import Answer, LetterState
from lessons.forms import ReplyForm, explain
from lessons.models import PersonalLetter
from lessons.rules import answering, receipt_code
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import limited
from school_safety.web.downloads import download

PER_PAGE = 25
WAITING = (LetterState.DELIVERED, LetterState.OPENED)


@gate(Permission.LETTER_SIGN)
@require_GET
def letter_list(request: HttpRequest) -> HttpResponse:
    """Letters that wait come first."""
    language = translation.get_language()
    page = Paginator(queries.letters_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"letter": each, "words": each.dispatch.text(language)[1], "waits": each.state in WAITING}
        for each in page
    ]
    rows.sort(key=lambda row: not row["waits"])
    return render(request, "lessons/family/letter_list.html", {"page": page, "rows": rows})


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "POST"])
def letter_read(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The letter with its answer form; the words shown are the words signed."""
    at = timezone.now()
    letter = queries.letter_for(request.user, letter_id)
    signing.open_letter(letter=letter, by=request.user, at=at)
    form = _form(request, letter)
    if request.method == "POST" and form.is_valid():
        try:
            signing.reply(letter=letter, reply=_reply(form), by=request.user, at=at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:letter_signed", letter.pk)
    return _page(request, letter, form, status=422 if request.method == "POST" else 200)


@gate(Permission.LETTER_SIGN)
@require_GET
def letter_signed(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The answer was received: receipt, copy, and how to change one's mind."""
    letter = queries.letter_for(request.user, letter_id)
    receipt = queries.latest_receipt(letter)
    if receipt is None:
        raise Absent
    words = letter.dispatch.text(translation.get_language())[1]
    facts = {
        "letter": letter,
        "words": words,
        "receipt": receipt,
        "said": filing.answer_words(receipt),
        "number": receipt_code.spoken(receipt.code),
        "open_answers": answering.answers(letter.dispatch.kind, letter.state),
        "lines": letter.district.hotlines,
    }
    return render(request, "lessons/family/letter_signed.html", facts)


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "POST"])
def letter_withdraw(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Taking a consent back: one page that says what then happens, one button."""
    letter = queries.letter_for(request.user, letter_id)
    if Answer.WITHDRAW not in answering.answers(letter.dispatch.kind, letter.state):
        raise Absent
    language, words = letter.dispatch.text(translation.get_language())
    if request.method == "POST":
        reply = signing.Reply(
            answer=Answer.WITHDRAW,
            key=signing.new_key(),
            text_hash=letter.dispatch.hashes[language],
            language=language,
        )
        signing.reply(letter=letter, reply=reply, by=request.user, at=timezone.now())
        return redirect("lessons:letter_signed", letter.pk)
    return render(
        request, "lessons/family/letter_withdraw.html", {"letter": letter, "words": words}
    )


@gate(Permission.LETTER_SIGN)
@require_GET
@limited("pdf.make")
def receipt_pdf(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The sealed copy; its file name names nobody."""
    letter = queries.letter_for(request.user, letter_id)
    receipt = queries.latest_receipt(letter)
    if receipt is None:
        raise Absent
    content = filing.file_of(receipt=receipt, by=request.user, at=timezone.now())
    return download(content, f"receipt-{receipt.code}.pdf")


def _form(request: HttpRequest, letter: PersonalLetter) -> ReplyForm:
    language, words = letter.dispatch.text(translation.get_language())
    initial = {
        "key": signing.new_key(),
        "text_hash": letter.dispatch.hashes[language],
        "language": language,
    }
    return ReplyForm(
        request.POST or None,
        kind=letter.dispatch.kind,
        state=letter.state,
        words=words,
        initial=initial,
    )


def _reply(form: ReplyForm) -> signing.Reply:
    given = form.cleaned_data
    return signing.Reply(
        answer=form.answer_given,
        key=given["key"],
        text_hash=given["text_hash"],
        language=given["language"],
        typed=given.get("typed_name", ""),
        drawn=given.get("drawn", ""),
        wants_call=given["wants_call"],
    )


def _page(
    request: HttpRequest, letter: PersonalLetter, form: ReplyForm, *, status: int
) -> HttpResponse:
    language, words = letter.dispatch.text(translation.get_language())
    facts = {
        "letter": letter,
        "dispatch": letter.dispatch,
        "words": words,
        "words_language": language,
        "form": form,
        "answered": letter.state not in WAITING,
        "on_paper": letter.state == LetterState.RETURNED,
        "changing": "change" in request.GET or request.method == "POST",
        "can_answer": bool(answering.answers(letter.dispatch.kind, letter.state)),
        "lines": letter.district.hotlines,
    }
    return render(request, "lessons/family/letter_read.html", facts, status=status)
