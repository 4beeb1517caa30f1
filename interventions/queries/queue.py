"""One triage queue: children who wait for a first talk, and signals whose child nobody knows yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from interventions.models import Case, Concern, Evidence
from school_safety.access import policy
from school_safety.access.permissions import Permission

from .worklist import WAITING, by_due, listed

CASE, SIGNAL = "case", "signal"
Key = tuple[datetime, str, UUID]
UNDOABLE_DAYS = 14


def keys(user: Any, *, source: str = "", due: str = "", at: datetime) -> list[Key]:
    """Everything that waits, the nearest deadline first: which kind, and which row."""
    cases = by_due(_cases(user, source), due, at).values_list("due_at", "pk").distinct()
    signals = by_due(_signals(user, source), due, at).values_list("due", "pk")
    found = [(when, CASE, pk) for when, pk in cases.order_by()]
    found += [(when, SIGNAL, pk) for when, pk in signals.order_by()]
    return sorted(found, key=lambda key: (key[0], key[1], str(key[2])))


def rows(page: Sequence[Key]) -> list[Case | Concern]:
    """The rows of one page, in its order, in constant queries."""
    cases = listed(Case.objects.filter(pk__in=_of(page, CASE)))
    cases = cases.prefetch_related(Prefetch("evidence", Evidence.objects.defer("body")))
    signals = Concern.objects.filter(pk__in=_of(page, SIGNAL)).select_related("school")
    found: dict[UUID, Case | Concern] = {row.pk: row for row in (*cases, *signals)}
    return [found[pk] for _, _, pk in page]


def _of(page: Sequence[Key], kind: str) -> list[UUID]:
    return [pk for _, each, pk in page if each == kind]


def _cases(user: Any, source: str) -> QuerySet[Case]:
    waiting = policy.visible(user, Permission.SIGNAL_READ, Case.objects.filter(status__in=WAITING))
    if source:
        waiting = waiting.filter(evidence__source=source, evidence__detached_at=None)
    return waiting


def unmatched(user: Any) -> QuerySet[Concern]:
    """Signals whose child nobody has named yet; one from before clocks were kept is due at once."""
    return _signals(user, "")


def _signals(user: Any, source: str) -> QuerySet[Concern]:
    found = policy.visible(user, Permission.CONCERN_READ, Concern.objects.filter(case=None))
    if source:
        found = found.filter(source=source)
    return found.annotate(due=Coalesce("due_at", "written_at"))


def lately_matched(user: Any, at: datetime) -> QuerySet[Concern]:
    """What a colleague attached to a child in these two weeks, so that a mistake can be undone."""
    found = Concern.objects.filter(
        case__isnull=False, matched_at__gt=at - timedelta(days=UNDOABLE_DAYS)
    )
    found = policy.visible(user, Permission.CONCERN_READ, found)
    joins = ("student__classroom", "matched_by", "case")
    return found.select_related(*joins).order_by("-matched_at")[:10]


def matched(user: Any, pk: UUID, at: datetime) -> Concern:
    """A signal that stands with a child; the read is written down."""
    found = Concern.objects.filter(case__isnull=False).select_related("student", "case")
    return policy.get_sensitive(user, Permission.CONCERN_READ, found, pk=pk, at=at, reason="undo")
