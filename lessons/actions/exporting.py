"""Each month every school's book is given out: hashes only, sealed, once and for ever the same."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from lessons.choices import PageKind
from lessons.models import BookExport, SchoolBook
from lessons.queries import book
from lessons.rules import book_file
from lessons.rules.book import Edge
from lessons.rules.book_file import Month
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.documents import sealed_text, sealing
from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import School


def export_due(*, at: datetime) -> int:
    """Every month that is over and has no file yet, school by school; how many were made."""
    this_month = timezone.localdate(at).replace(day=1)
    books = SchoolBook.objects.select_related("school__district").order_by("school__code")
    return sum(_export_until(held.school, this_month, at) for held in books)


def _export_until(school: School, this_month: date, at: datetime) -> int:
    made, month = 0, _next_due(school)
    while month is not None and month < this_month:
        export_month(school=school, month=month, at=at)
        made, month = made + 1, _after(month)
    return made


def _next_due(school: School) -> date | None:
    """The month after the newest file; without one, the month of the first page."""
    newest = BookExport.objects.filter(school=school).order_by("-month").first()
    if newest is not None:
        return _after(newest.month)
    first = book.first_written(school.pk)
    return None if first is None else timezone.localdate(first).replace(day=1)


@transaction.atomic
def export_month(*, school: School, month: date, at: datetime) -> BookExport:
    """One file; asked again, the same one. What was written in a month can change no more."""
    month = month.replace(day=1)
    kept = BookExport.objects.filter(school=school, month=month).first()
    if kept is not None:
        return kept
    if _after(month) > timezone.localdate(at):
        raise NotNow("month_not_over")
    told = _month(school, month)
    written = book_file.text_of(told)
    content = sealed_text.seal(written, district=told.district, at=at.astimezone(UTC))
    made = BookExport.objects.create(
        district_id=school.district_id,
        school=school,
        month=month,
        answers=sum(line.kind == PageKind.ANSWER for line in told.lines),
        files=sum(line.kind == PageKind.FILE for line in told.lines),
        last_page=told.end.page,
        last_hash=told.end.hash,
        content=content,
        sha256=sealing.sha256(content),
        made_at=at,
    )
    record(
        events.BOOK_EXPORTED,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind="lessons.bookexport",
        object_id=str(made.pk),
        facts={"month": told.month, "pages": len(told.lines), "sha256": made.sha256},
        at=at,
    )
    return made


def _month(school: School, month: date) -> Month:
    since, until = _midnight(month), _midnight(_after(month))
    start = book.edge_before(school.pk, since)
    lines = book.lines_of(school.pk, since=since, until=until)
    return Month(
        district=school.district.code,
        school=school.code,
        book=str(school.pk),
        month=f"{month:%Y-%m}",
        start=start,
        end=Edge(lines[-1].page, lines[-1].hash) if lines else start,
        lines=tuple(lines),
    )


def _after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
