"""What left a case's house besides exports: packets to providers, and the counselor's own prints."""

from typing import Any

from interventions.choices import PrintReason, ReferralStatus
from interventions.models import Case, Referral
from school_safety.audit import queries as history
from school_safety.audit.events import help_leaving as events

AT_MOST = 50


def packets(case: Case) -> list[Referral]:
    """Referrals whose packet was sent."""
    rows = case.referrals.exclude(sent_at=None).exclude(status=ReferralStatus.DRAFT)
    return list(rows.select_related("provider", "packet").order_by("-sent_at"))


def prints(case: Case) -> list[Any]:
    """Who printed the chronology, and when."""
    rows = history.of_object("interventions.case", case.pk)
    return list(history.narrowed(rows, events=[events.STORY_PRINTED])[:AT_MOST])


def why(row: Any) -> str:
    """What a print was for."""
    return str(dict(PrintReason.choices).get(row.reason, ""))
