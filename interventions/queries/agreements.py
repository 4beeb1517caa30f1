"""Home agreements: the newest of a case, and the one that home may read and answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from interventions.choices import OPEN_STATUSES
from interventions.models import AgreementAnswer, Case, HomeAgreement
from school_safety.access import policy
from school_safety.access.permissions import Permission


def newest_of(case: Case) -> HomeAgreement | None:
    """The version that would be changed next, shared or not."""
    rows = HomeAgreement.objects.filter(case=case).select_related("written_by")
    return rows.order_by("-version").first()


def versions_of(case: Case) -> list[HomeAgreement]:
    """All of them, with what was said to each."""
    rows = HomeAgreement.objects.filter(case=case).select_related("written_by")
    return list(rows.prefetch_related("answers").order_by("-version"))


def at_home(user: Any) -> QuerySet[HomeAgreement]:
    """Of one's own child or one's own: the newest version that was shared, while the case is open."""
    last = HomeAgreement.objects.filter(case=OuterRef("case"), shared_at__isnull=False)
    rows = HomeAgreement.objects.filter(
        pk=Subquery(last.order_by("-version").values("pk")[:1]), case__status__in=OPEN_STATUSES
    )
    rows = rows.select_related("case__student", "case__owner")
    return policy.visible(user, Permission.FAMILY_ANSWER, rows)


def read(user: Any, pk: UUID, at: datetime) -> HomeAgreement:
    """One of them; the read is written down."""
    verb = Permission.FAMILY_ANSWER
    return policy.get_sensitive(user, verb, at_home(user), pk=pk, at=at, reason="agreement")


def own_answer(user: Any, agreement: HomeAgreement) -> AgreementAnswer | None:
    """What this person has said to this version."""
    return AgreementAnswer.objects.filter(agreement=agreement, person=user).first()
