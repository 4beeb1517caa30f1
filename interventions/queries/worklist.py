"""Lists of cases, always through the policy, always with a constant number of queries."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from interventions.choices import OPEN_REFERRALS, OPEN_STATUSES, Source, Status
from interventions.models import Case, Concern, Referral, Task
from school_safety.access import policy
from school_safety.access.permissions import Permission

WAITING = (Status.NEW, Status.ASSIGNED)


def cases(
    user: Any, *, status: str = "", source: str = "", due: str = "", find: str = "", at: datetime
) -> QuerySet[Case]:
    """The work list: cases in this user's hands, ended ones only when asked for."""
    rows = policy.in_hand(user, Permission.CASE_READ, Case.objects.all())
    rows = rows.filter(status=status) if status else rows.filter(status__in=OPEN_STATUSES)
    if source:
        rows = rows.filter(source=source)
    return listed(by_due(_found(rows, find), due, at))


def _found(rows: QuerySet[Case], find: str) -> QuerySet[Case]:
    """By code (Q-0412 or 412) or by the beginning of a name."""
    word = find.strip()
    if not word:
        return rows
    digits = word.upper().removeprefix("Q-")
    if digits.isdigit():
        return rows.filter(number=int(digits[:9]))
    return rows.filter(student__name__startswith=word)


def by_due[M: Model](rows: QuerySet[M], due: str, at: datetime) -> QuerySet[M]:
    """Those past their deadline, those of today, or all."""
    if due == "late":
        return rows.filter(due_at__lt=at)
    if due == "today":
        return rows.filter(due_at__date=timezone.localdate(at))
    return rows


def listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With what a row of a list says."""
    open_referral = Referral.objects.filter(case=OuterRef("pk"), status__in=OPEN_REFERRALS)
    return rows.select_related("student__classroom", "owner").annotate(
        referral_open=Exists(open_referral)
    )


def own_concerns(user: Any) -> QuerySet[Concern]:
    """What this user wrote, without a word of it: only when, and that it was received."""
    rows = Concern.objects.filter(written_by=user)
    return rows.only("id", "written_at", "written_by_id")


def own_wish(user: Any) -> Concern | None:
    """When a student last said that she would like to talk, and by when somebody comes."""
    rows = Concern.objects.filter(written_by=user, source=Source.SELF)
    return rows.only("id", "written_at", "written_by_id", "due_at").first()


def standing_tasks() -> QuerySet[Task]:
    """A task ends for its teacher when the child goes to another school."""
    return Task.objects.filter(student__school_id=F("case__school_id"))


def own_tasks(user: Any) -> QuerySet[Task]:
    """Dated tasks for this user, open ones first."""
    rows = policy.visible(user, Permission.TASK_READ, standing_tasks())
    return rows.select_related("student__classroom").order_by("done_at", "due_on", "id")


def counts(user: Any) -> dict[str, int]:
    """For the rail and the aside: how many wait, how many are in hand."""
    waiting = policy.visible(
        user, Permission.SIGNAL_READ, Case.objects.filter(status__in=WAITING)
    ).count()
    mine = policy.in_hand(user, Permission.CASE_READ, Case.objects.all()).aggregate(
        open=Count("pk", filter=Q(status__in=OPEN_STATUSES))
    )
    return {"waiting": waiting, "open": mine["open"]}
