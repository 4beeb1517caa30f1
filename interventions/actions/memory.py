"""How this room writes history and tells people: codes and ids only, never a word about a child."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from interventions.models import AccessSlip, Case, Referral
from school_safety.audit.events import Event
from school_safety.audit.record import record
from school_safety.notices.outbox import post


def remember(
    event: Event,
    about: Case | Referral,
    *,
    by: Any,
    at: datetime,
    row: Any = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """One audit row about a case or a referral, or about a row that belongs to it."""
    target = row if row is not None else about
    record(
        event,
        by=by,
        district_id=about.district_id,
        school_id=about.school_id,
        student_id=about.student_id,
        object_kind=target._meta.label_lower,
        object_id=str(target.pk),
        facts=facts or {},
        at=at,
    )


def tell(
    kind: str,
    people: Iterable[Any],
    about: Case | Referral | AccessSlip,
    *,
    url_name: str,
    url_args: tuple[str, ...] = (),
    at: datetime,
    safety: bool = False,
    key: str = "",
) -> bool:
    """The same notice to each of them; whether any of them is new (with a `key`, once is enough)."""
    told = [
        post(
            kind,
            to=person,
            about_kind=about._meta.label_lower,
            about_id=str(about.pk),
            url_name=url_name,
            url_args=url_args,
            district_id=about.district_id,
            at=at,
            safety=safety,
            key=key,
        )
        for person in people
    ]
    return any(notice.created_at == at for notice in told)


def tell_case(
    kind: str, people: Iterable[Any], case: Case, *, at: datetime, safety: bool = False
) -> None:
    """A notice that leads to the case file."""
    tell(
        kind,
        people,
        case,
        url_name="interventions:case_show",
        url_args=(str(case.pk),),
        at=at,
        safety=safety,
    )


def tell_slip(kind: str, people: Iterable[Any], slip: AccessSlip, *, at: datetime) -> None:
    """A notice that leads to an access slip."""
    url_name = "interventions:access_slip_show"
    tell(kind, people, slip, url_name=url_name, url_args=(str(slip.pk),), at=at)
