"""Siblings with a counselor each: asked by one, linked by the lead, told word by word."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import LIVE_SIBLINGS, SiblingStatus
from interventions.models import Case, SharedWord, SiblingLink
from interventions.policies import check_open, check_second_person
from interventions.queries import people
from interventions.queries import siblings as queries
from school_safety.audit.events import siblings as events
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Student

from .memory import remember, tell
from .moving import locked


@transaction.atomic(durable=True)
def ask(*, case: Case, student: Student, by: Any, at: datetime) -> SiblingLink:
    """The answer is the lead's; until then nothing is said, and nobody else hears of the question."""
    case = locked(case)
    check_open(case)
    if student.pk == case.student_id or student.school_id != case.school_id:
        raise Invalid(fields={"student": "unknown"})
    live = SiblingLink.objects.filter(status__in=LIVE_SIBLINGS)
    if live.filter(case=case, student=student).exists():
        raise NotNow("already_asked")
    if live.filter(other=case, case__student=student).exists():
        raise NotNow("already_asked")
    row = SiblingLink.objects.create(
        district_id=case.district_id, case=case, student=student, asked_by=by, asked_at=at
    )
    remember(events.SIBLING_ASKED, case, row=row, by=by, at=at)
    leads = [person for person in people.leads_of(case.school_id, at) if person.pk != by.pk]
    url_name = "interventions:sibling_decide"
    tell("sibling_asked", leads, case, url_name=url_name, url_args=(str(row.pk),), at=at)
    return row


@transaction.atomic(durable=True)
def decide(*, link: SiblingLink, together: bool, by: Any, at: datetime) -> SiblingLink:
    """Joined, both counselors hear of it; otherwise the answer is the same as where there is nothing."""
    row = _locked(link)
    if row.status != SiblingStatus.ASKED:
        raise NotNow("sibling_state")
    check_second_person(by, row.asked_by)
    check_open(row.case)
    if together:
        row.other = queries.open_case_of(row)
        if row.other is None:
            raise Invalid(fields={"together": "no_open_case"})
    row.status = SiblingStatus.LINKED if together else SiblingStatus.NOTHING
    row.decided_by, row.decided_at = by, at
    row.save()
    what = events.SIBLING_LINKED if together else events.SIBLING_NOTHING
    remember(what, row.case, row=row, by=by, at=at)
    _tell("sibling_linked" if together else "sibling_nothing", sides(row), at=at)
    return row


@transaction.atomic(durable=True)
def share(*, link: SiblingLink, text: str, by: Any, at: datetime) -> SharedWord:
    """One thing told on purpose; nothing of either file goes with it."""
    row = _locked(link)
    _check_linked(row)
    if not text.strip():
        raise Invalid(fields={"text": "required"})
    word = SharedWord.objects.create(
        district_id=row.district_id, link=row, text=text.strip(), by=by, at=at
    )
    for case in sides(row):
        remember(events.SIBLING_TOLD, case, row=word, by=by, at=at)
    others = [case for case in sides(row) if case.owner_id != by.pk]
    _tell("sibling_told", others, at=at)
    return word


@transaction.atomic(durable=True)
def end(*, link: SiblingLink, by: Any, at: datetime) -> SiblingLink:
    """What was told stays with both; nothing more can be added."""
    row = _locked(link)
    _check_linked(row)
    row.status = SiblingStatus.ENDED
    row.save(update_fields=["status"])
    for case in sides(row):
        remember(events.SIBLING_ENDED, case, row=row, by=by, at=at)
    return row


def sides(link: SiblingLink) -> list[Case]:
    """The case that asked, and the one that was joined to it."""
    return [link.case] if link.other is None else [link.case, link.other]


def _locked(link: SiblingLink) -> SiblingLink:
    rows = SiblingLink.objects.select_for_update(of=("self",))
    rows = rows.select_related("case__owner", "other__owner", "student", "asked_by")
    return rows.get(pk=link.pk)


def _check_linked(row: SiblingLink) -> None:
    """Both cases are open, and the lead has joined them."""
    if row.status != SiblingStatus.LINKED:
        raise NotNow("sibling_state")
    for case in sides(row):
        check_open(case)


def _tell(kind: str, cases: Iterable[Case], *, at: datetime) -> None:
    for case in cases:
        if case.owner is not None:
            args = (str(case.pk),)
            name = "interventions:case_siblings"
            tell(kind, [case.owner], case, url_name=name, url_args=args, at=at)
