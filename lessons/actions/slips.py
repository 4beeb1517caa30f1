"""A class's letters on paper, each with its own slip: a code that finds the letter again."""

from collections.abc import Iterator
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
from lessons.rules import slip_code
from school_safety.accounts.codes import written
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.web import dates

from .printing import reply_slip

LETTERS, TEMPLATE = "letters", "print/letter.html"
AT_A_TIME = 10


def letter_pages(
    subject: str, *, by: Any, language: str, at: datetime
) -> Iterator[list[dict[str, Any]]]:
    """The letters of one dispatch that still wait for an answer, for whoever may follow them up."""
    dispatch = on_paper.dispatch_to_print(by, UUID(subject))
    letters = ready_to_print(dispatch=dispatch, by=by, at=at)
    for some in batched(letters, AT_A_TIME):
        yield [{"letter": sheet(dispatch, letter, language)} for letter in some]


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


def sheet(dispatch: Dispatch, letter: PersonalLetter, language: str) -> dict[str, Any]:
    """One letter with the slip of one guardian, in one language if it was sent in it."""
    chosen, words = dispatch.text(language)
    code = on_paper.code_of(letter)
    with translation.override(chosen):
        school = dispatch.school
        due = dispatch.due_on
        return {
            "school": school.name_en or school.name if chosen == "en" else school.name,
            "title": words["title"],
            "brief": words["points"],
            "paragraphs": words["paragraphs"],
            "signed_by": words["signed_by"],
            "dated": dates.day(dispatch.sent_at),
            "reply": reply_slip(words)
            | {
                "who": f"{dispatch.classroom.name} · {letter.student.name} · {letter.guardian.name}",
                "due": _("请在 %(day)s 前交回") % {"day": dates.day(due)} if due else "",
                "url": slip_code.address(settings.PUBLIC_URL, code),
                "code": written(code),
            },
        }
