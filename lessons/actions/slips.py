"""A class's letters on paper, each with its own slip: a code that finds the letter again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lessons.models import Dispatch, PersonalLetter, Slip
from lessons.queries import on_paper
from lessons.rules import room, slip_code
from school_safety.accounts.codes import written
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.documents import render
from school_safety.kernel.refusals import NotNow
from school_safety.web import dates

from .printing import reply_slip

LETTERS, TEMPLATE = "letters", "print/letter.html"
AT_A_TIME = 100


def letter_pages(subject: str, *, by: Any, language: str, at: datetime) -> Iterator[render.Stamped]:
    """The letters of one dispatch that still wait for an answer, for whoever may follow them up."""
    dispatch = on_paper.dispatch_to_print(by, UUID(subject))
    letters = ready_to_print(dispatch=dispatch, by=by, at=at)
    for some in batched(letters, AT_A_TIME):
        yield stamped(dispatch, some, language)


@transaction.atomic
def ready_to_print(*, dispatch: Dispatch, by: Any, at: datetime) -> list[PersonalLetter]:
    """Those letters, each with a slip that will be known again when it comes back."""
    letters = on_paper.to_print(dispatch)
    if not letters:
        raise NotNow("letters_all_answered")
    Slip.objects.bulk_create(
        [
            Slip(
                district_id=letter.district_id,
                letter=letter,
                code_hash=on_paper.hash_of(on_paper.code_of(letter)),
                made_at=at,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )
    record(
        events.SLIPS_PRINTED,
        by=by,
        district_id=dispatch.district_id,
        school_id=dispatch.school_id,
        object_kind="lessons.dispatch",
        object_id=str(dispatch.pk),
        facts={"letters": len(letters)},
        at=at,
    )
    return letters


def stamped(dispatch: Dispatch, letters: Sequence[PersonalLetter], language: str) -> render.Stamped:
    """The letter once, in one language if it was sent in it, and each guardian's own slip."""
    chosen, words = dispatch.text(language)
    stamps = [_stamp(dispatch, letter) for letter in letters]
    lines = max(room.lines(each["who"]) for each in stamps)
    with translation.override(chosen):
        school, due = dispatch.school, dispatch.due_on
        sheet = {
            "school": school.name_en or school.name if chosen == "en" else school.name,
            "title": words["title"],
            "brief": words["points"],
            "paragraphs": words["paragraphs"],
            "signed_by": words["signed_by"],
            "dated": dates.day(dispatch.sent_at),
            "reply": reply_slip(words)
            | {
                "due": _("请在 %(day)s 前交回") % {"day": dates.day(due)} if due else "",
                "who_lines": range(lines),
            },
        }
    return render.Stamped({"letter": sheet}, stamps)


def _stamp(dispatch: Dispatch, letter: PersonalLetter) -> dict[str, str]:
    code = on_paper.code_of(letter)
    return {
        "who": f"{dispatch.classroom.name} · {letter.student.name} · {letter.guardian.name}",
        "url": slip_code.address(settings.PUBLIC_URL, code),
        "code": written(code),
    }
