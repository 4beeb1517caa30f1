"""Letting a part of a case leave the house: draft, mend, make, fetch, and be over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from interventions.choices import (
    EXPORT_DAYS,
    LEAST_EXPORT_REASON,
    ExportPart,
    ExportStatus,
    Recipient,
)
from interventions.models import Case, CaseExport
from interventions.policies import check_second_person
from interventions.queries import exporting, people
from interventions.rules.exporting import OWN_COPY, TERMS, not_allowed
from interventions.rules.redaction import Reading
from school_safety import limits
from school_safety.audit.events import Event
from school_safety.audit.events import help_leaving as events
from school_safety.audit.record import record
from school_safety.consents.actions import enter_basis
from school_safety.consents.choices import BasisKind
from school_safety.kernel.refusals import Invalid, NotNow, TooMany
from school_safety.notices.outbox import post
from school_safety.schools.models import Guardian

Section = dict[str, Any]  # {"part": code, "entries": [{"when", "title", "text"}]}


@dataclass(frozen=True)
class Wish:
    """What the counselor chose; `recipient` is a name where it is no guardian of the child."""

    recipient_kind: str
    parts: Sequence[str]
    reason: str
    recipient: str = ""
    guardian: Guardian | None = None
    paper: str = ""
    since: date | None = None
    until: date | None = None
    body: list[Section] = field(default_factory=list)


@transaction.atomic(durable=True)
def draft_export(*, case: Case, wish: Wish, by: Any, at: datetime) -> CaseExport:
    """Freeze the chosen text, so that what is read through is what leaves."""
    _check(case, wish)
    guardian = wish.guardian if wish.recipient_kind == Recipient.GUARDIAN else None
    made = CaseExport.objects.create(
        district_id=case.district_id,
        school_id=case.school_id,
        student_id=case.student_id,
        case=case,
        recipient_kind=wish.recipient_kind,
        guardian=guardian,
        recipient=guardian.name if guardian else wish.recipient.strip(),
        paper=wish.paper.strip(),
        reason=wish.reason.strip(),
        parts=list(wish.parts),
        since=wish.since,
        until=wish.until,
        body=wish.body,
        made_by=by,
        drafted_at=at,
    )
    _remember(events.EXPORT_DRAFTED, made, by=by, at=at, facts={"parts": list(wish.parts)})
    return made


def _check(case: Case, wish: Wish) -> None:
    terms = TERMS.get(wish.recipient_kind)
    if terms is None:
        raise Invalid(fields={"recipient_kind": "required"})
    wrong = {**_wrong_parts(wish), **_wrong_recipient(case, wish)}
    if len(wish.reason.strip()) < LEAST_EXPORT_REASON:
        wrong["reason"] = "say_more"
    if terms.paper and not wish.paper.strip():
        wrong["paper"] = "required"
    if wrong:
        raise Invalid(fields=wrong)


def _wrong_parts(wish: Wish) -> dict[str, str]:
    if not wish.parts or not set(wish.parts) <= set(ExportPart.values):
        return {"parts": "required"}
    if not_allowed(wish.recipient_kind, list(wish.parts)):
        family = wish.recipient_kind == Recipient.GUARDIAN
        return {"parts": "not_for_family" if family else "not_for_them"}
    empty = not any(section["entries"] for section in wish.body)
    return {"parts": "nothing_chosen"} if empty else {}


def _wrong_recipient(case: Case, wish: Wish) -> dict[str, str]:
    if wish.recipient_kind != Recipient.GUARDIAN:
        return {} if wish.recipient.strip() else {"recipient": "required"}
    told = {guardian.pk for guardian in people.guardians_to_tell(case.student)}
    known = wish.guardian is not None and wish.guardian.pk in told
    return {} if known else {"guardian": "not_to_be_told"}


@transaction.atomic(durable=True)
def mend_export(
    *, export: CaseExport, kept: Sequence[str], words: Sequence[str], by: Any, at: datetime
) -> CaseExport:
    """Who is let through by name, and which more words go; everybody else is replaced."""
    export = _locked(export, ExportStatus.DRAFT)
    clean = [word.strip() for word in words if len(word.strip()) > 1]
    export.answers = {"kept": sorted(set(kept)), "words": clean}
    export.save(update_fields=["answers"])
    facts = {"count": len(set(kept)), "words": len(clean)}
    _remember(events.EXPORT_MENDED, export, by=by, at=at, facts=facts)
    return export


def reading(export: CaseExport) -> Reading:
    """The chosen text with everybody else who stands in it."""
    texts = [
        entry[part]
        for section in export.body
        for entry in section["entries"]
        for part in ("title", "text")
    ]
    return Reading(texts, exporting.register(export))


def mended(export: CaseExport, read: Reading, label: Callable[[str, int], str]) -> list[Section]:
    """The text as it leaves: each title and text in pieces of (words, whether replaced)."""
    kept = frozenset(export.answers.get("kept", []))
    count = iter(range(len(read.texts)))
    return [
        {
            "part": section["part"],
            "entries": [
                {
                    "when": entry["when"],
                    "title": read.pieces(next(count), kept, label),
                    "text": read.pieces(next(count), kept, label),
                }
                for entry in section["entries"]
            ],
        }
        for section in export.body
    ]


def make_export(
    *, export: CaseExport, label: Callable[[str, int], str], by: Any, at: datetime
) -> CaseExport:
    """Replace the text by what may leave. The eleventh of a day waits for a second person."""
    try:
        limits.check("export.make", key=str(by.pk))
        over = False
    except TooMany:
        over = True
    return _make(export, label, over=over, by=by, at=at)


@transaction.atomic(durable=True)
def _make(
    export: CaseExport, label: Callable[[str, int], str], *, over: bool, by: Any, at: datetime
) -> CaseExport:
    export = _locked(export, ExportStatus.DRAFT)
    export.body = mended(export, reading(export), label)
    export.answers = {}  # what was kept is in the text; what was not is nowhere any more
    if not over:
        return _let_go(export, by=by, at=at)
    export.status = ExportStatus.WAITING
    export.save()
    _remember(events.EXPORT_ASKED, export, by=by, at=at)
    _tell("export_asked", [p for p in people.leads_of(export.school_id, at) if p != by], export, at)
    return export


def _let_go(export: CaseExport, *, by: Any, at: datetime) -> CaseExport:
    export.status, export.made_at = ExportStatus.MADE, at
    export.expires_at = at + timedelta(days=EXPORT_DAYS)
    export.save()
    terms = TERMS[export.recipient_kind]
    statute = (export.paper or OWN_COPY) if terms.basis == BasisKind.STATUTE else ""
    for part in export.parts:
        enter_basis(
            student=export.student,
            field=f"export.{part}",
            about=f"export:{export.pk}",
            kind=terms.basis,
            statute=statute,
            by=export.made_by,
            at=at,
        )
    facts = {"parts": export.parts, "kind": export.recipient_kind}
    _remember(events.EXPORT_MADE, export, by=by, at=at, facts=facts)
    return export


@transaction.atomic(durable=True)
def answer_export(*, export: CaseExport, yes: bool, by: Any, at: datetime) -> CaseExport:
    """The second person's word on one that is above the day's figure."""
    export = _locked(export, ExportStatus.WAITING)
    check_second_person(by, export.made_by)
    export.decided_by, export.decided_at = by, at
    if yes:
        _let_go(export, by=by, at=at)
    else:
        export.status, export.body = ExportStatus.REFUSED, []
        export.save()
        _remember(events.EXPORT_REFUSED, export, by=by, at=at)
    _tell("export_answered", [export.made_by], export, at)
    return export


@transaction.atomic(durable=True)
def fetch_export(*, export: CaseExport, by: Any, at: datetime) -> CaseExport:
    """Somebody takes the sheets: counted, and written down before they are there."""
    export = _locked(export, ExportStatus.MADE)
    if export.expires_at is None or export.expires_at <= at:
        raise NotNow("export_over")
    export.fetched += 1
    export.save(update_fields=["fetched"])
    facts = {"count": export.fetched}
    _remember(events.EXPORT_FETCHED, export, by=by, at=at, facts=facts)
    return export


def forget_exports(*, at: datetime) -> int:
    """Empty what is past its day, and drafts that nobody finished; run again, nothing changes."""
    old = at - timedelta(days=EXPORT_DAYS)
    over = CaseExport.objects.filter(status=ExportStatus.MADE, expires_at__lte=at)
    left = CaseExport.objects.filter(
        status__in=[ExportStatus.DRAFT, ExportStatus.WAITING], drafted_at__lte=old
    )
    return sum(_forget(row, at=at) for row in [*over, *left])


@transaction.atomic(durable=True)
def _forget(export: CaseExport, *, at: datetime) -> bool:
    export = exporting.FULL.select_for_update(of=("self",)).get(pk=export.pk)
    made = export.status == ExportStatus.MADE
    export.body, export.answers = [], {}
    export.status = ExportStatus.EXPIRED if made else ExportStatus.REFUSED
    export.save()
    _remember(events.EXPORT_FORGOTTEN, export, by=None, at=at)
    return True


def _locked(export: CaseExport, status: str) -> CaseExport:
    row = exporting.FULL.select_for_update(of=("self",)).get(pk=export.pk)
    if row.status != status:
        raise NotNow("export_state", status=row.status)
    return row


def _tell(kind: str, told: Sequence[Any], export: CaseExport, at: datetime) -> None:
    for person in told:
        post(
            kind,
            to=person,
            about_kind=export._meta.label_lower,
            about_id=str(export.pk),
            url_name="interventions:export_show",
            url_args=(str(export.pk),),
            district_id=export.district_id,
            at=at,
        )


def _remember(
    event: Event, export: CaseExport, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=export.district_id,
        school_id=export.school_id,
        student_id=export.student_id,
        object_kind="interventions.case",
        object_id=str(export.case_id),
        facts={"export": str(export.pk), **(facts or {})},
        at=at,
    )
