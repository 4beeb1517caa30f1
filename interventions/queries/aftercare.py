"""What is still to be looked at after the end, and who may still say how the help was."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from interventions.choices import CloseOutcome, Status
from interventions.models import AftercareCheck, Case, FeedbackGiven
from school_safety.access import policy
from school_safety.access.permissions import Permission

from . import people

ASKED_FOR = timedelta(days=30)


def due(user: Any, at: datetime) -> QuerySet[AftercareCheck]:
    """Looks that this counselor owes by tonight; those that come later stay in the file."""
    rows = AftercareCheck.objects.filter(
        done_at=None, due_on__lte=at.date(), case__owner=user, case__status=Status.CLOSED
    ).select_related("case__student__classroom")
    return policy.visible(user, Permission.CASE_WRITE, rows)


def asked(user: Any, at: datetime) -> QuerySet[Case]:
    """Closed cases of one's own child, or one's own, about which three questions are open."""
    rows = Case.objects.filter(
        status=Status.CLOSED,
        closed_at__gt=at - ASKED_FOR,
        plan__family_shared_at__isnull=False,
    ).exclude(outcome=CloseOutcome.MOVED)
    given = FeedbackGiven.objects.filter(person=user).values("case_id")
    return policy.visible(user, Permission.CHECK_ANSWER, rows.exclude(pk__in=given))


def people_to_ask(case: Case) -> list[Any]:
    """The child and her guardians who read along; nobody where nothing was ever shared."""
    plan = getattr(case, "plan", None)
    if plan is None or plan.family_shared_at is None:
        return []
    asked_ones = [g.user for g in people.guardians_to_tell(case.student) if g.user_id]
    return [*asked_ones, *([case.student.user] if case.student.user_id else [])]
