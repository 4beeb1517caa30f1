"""A family's letters: read, answer, sign, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lessons import queries
from lessons.actions import asking, filing, signing
from lessons.choices import WAITING_STATES, Answer, LetterKind, LetterState
from lessons.forms import QuestionForm, ReplyForm, explain
from lessons.models import PersonalLetter
from lessons.queries import asked, on_paper, versions
from lessons.rules import answering, receipt_code
from lessons.views.paper import picture
from school_safety.access import kiosk
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.accounts import devices
from school_safety.accounts.in_hand import HANDED_BY
from school_safety.consents import queries as consents
from school_safety.consents.wording import current
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.limits.door import limited
from school_safety.web.downloads import download

PER_PAGE = 25


@gate(Permission.LETTER_SIGN)
@require_GET
def letter_list(request: HttpRequest) -> HttpResponse:
    """Letters that wait come first."""
    language = translation.get_language()
    page = Paginator(queries.letters_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "letter": each,
            "words": each.dispatch.text(language)[1],
            "waits": _waits(each),
        }
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
    if letter.dispatch.replaced and letter.state in WAITING_STATES:
        newer = versions.newer(letter)
        if newer is not None:
            return redirect("lessons:letter_read", newer.pk)
    signing.open_letter(letter=letter, by=request.user, at=at)
    asking_form = _question(request)
    if asking_form.is_bound:
        if asking_form.is_valid():
            asking.ask(letter=letter, by=request.user, at=at, **asking_form.cleaned_data)
            messages.success(request, _("问题送到了。老师回答以后，会写在这封信下面。"))
            return redirect("lessons:letter_read", letter.pk)
        return _page(request, letter, _form(request, letter), asking_form, status=422)
    form = _form(request, letter)
    if request.method == "POST" and form.is_valid():
        try:
            signing.reply(letter=letter, reply=_reply(request, form), by=request.user, at=at)
        except Invalid as refusal:
            explain(form, refusal.fields)
        else:
            return redirect("lessons:letter_signed", letter.pk)
    return _page(
        request, letter, form, asking_form, status=422 if request.method == "POST" else 200
    )


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
        "paper": receipt.channel == "paper",
        "further": [
            (scan, filing.kept_words(letter.dispatch, scan)) for scan in on_paper.kept_for(letter)
        ],
        "open_answers": _open(letter),
        "lines": letter.district.hotlines,
        **_consent_facts(letter),
    }
    return render(request, "lessons/family/letter_signed.html", facts)


@gate(Permission.LETTER_SIGN)
@require_GET
def letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The scanned slip behind the receipt, for whoever may read the receipt."""
    letter = queries.letter_for(request.user, letter_id)
    return picture(on_paper.picture_for(letter, request.GET.get("scan", "")))


def _open(letter: PersonalLetter) -> tuple[str, ...]:
    dispatch = letter.dispatch
    return answering.answers(dispatch.kind, letter.state, replaced=dispatch.replaced)


def _consent_facts(letter: PersonalLetter) -> dict[str, Any]:
    """What holds for the child now, whoever said what; and what taking it back does."""
    dispatch = letter.dispatch
    if dispatch.kind != LetterKind.CONSENT:
        return {}
    on = timezone.localdate()
    student, language = letter.student, translation.get_language()
    rule = consents.rule_for(student, dispatch.purpose, on=on)
    return {
        "holds": consents.states_of([student], dispatch.purpose, on=on)[student.pk],
        "own_word": rule.student,
        "effects": current(dispatch.purpose, language or "").effects,
    }


@gate(Permission.LETTER_SIGN)
@require_http_methods(["GET", "POST"])
def letter_withdraw(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Taking a consent back: one page that says what then happens, one button."""
    letter = queries.letter_for(request.user, letter_id)
    if Answer.WITHDRAW not in _open(letter):
        raise Absent
    language, words = letter.dispatch.text(translation.get_language())
    if request.method == "POST":
        reply = signing.Reply(
            answer=Answer.WITHDRAW,
            key=signing.new_key(),
            text_hash=letter.dispatch.hashes[language],
            language=language,
            **_came_by(request),
        )
        signing.reply(letter=letter, reply=reply, by=request.user, at=timezone.now())
        return redirect("lessons:letter_signed", letter.pk)
    facts = {"letter": letter, "words": words, **_consent_facts(letter)}
    return render(request, "lessons/family/letter_withdraw.html", facts)


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


def _question(request: HttpRequest) -> QuestionForm:
    """The small form below the letter; it and the answer never come in one post."""
    return QuestionForm(request.POST if request.POST.get("do") == "ask" else None)


def _waits(letter: PersonalLetter) -> bool:
    """Whether an answer is asked for: not where an earlier no stands."""
    return letter.state in WAITING_STATES and not letter.stands


def _form(request: HttpRequest, letter: PersonalLetter) -> ReplyForm:
    language, words = letter.dispatch.text(translation.get_language())
    initial = {
        "key": signing.new_key(),
        "text_hash": letter.dispatch.hashes[language],
        "language": language,
    }
    asking_first = request.POST.get("do") == "ask"
    return ReplyForm(
        None if asking_first else request.POST or None,
        kind=letter.dispatch.kind,
        state=letter.state,
        words=words,
        taken=queries.taken_slots(letter) if letter.dispatch.kind == LetterKind.BOOKING else (),
        replaced=letter.dispatch.replaced,
        initial=initial,
    )


def _reply(request: HttpRequest, form: ReplyForm) -> signing.Reply:
    given = form.cleaned_data
    return signing.Reply(
        answer=form.answer_given,
        key=given["key"],
        text_hash=given["text_hash"],
        language=given["language"],
        typed=given.get("typed_name", ""),
        drawn=given.get("drawn", ""),
        wants_call=given["wants_call"],
        note=given.get("note", ""),
        option=form.option_given,
        **_came_by(request),
    )


def _came_by(request: HttpRequest) -> dict[str, str]:
    """How she is here: with a code from somebody's hand, and on what kind of device."""
    own = devices.kind_of(request.headers.get("User-Agent", ""))
    return {
        "handed_by": request.session.get(HANDED_BY, ""),
        "device": devices.SCHOOLS if kiosk.is_on(request) else own,
    }


def _page(
    request: HttpRequest,
    letter: PersonalLetter,
    form: ReplyForm,
    question: QuestionForm,
    *,
    status: int,
) -> HttpResponse:
    language, words = letter.dispatch.text(translation.get_language())
    facts = {
        "letter": letter,
        "dispatch": letter.dispatch,
        "words": words,
        "words_language": language,
        "form": form,
        "question": question,
        "faq": asked.answered(letter.dispatch),
        "asked": asked.open_of(letter),
        "answered": letter.state not in WAITING_STATES,
        "on_paper": letter.state == LetterState.RETURNED,
        "changing": "change" in request.GET or request.method == "POST",
        "kept": bool(letter.stands) and letter.state in (*WAITING_STATES, letter.stands),
        "on_phone": letter.state == LetterState.PHONED,
        "earlier": versions.earlier(letter),
        "newer": versions.newer(letter) if letter.dispatch.replaced else None,
        "can_answer": bool(_open(letter)),
        "lines": letter.district.hotlines,
    }
    return render(request, "lessons/family/letter_read.html", facts, status=status)
