"""The home agreement: drafted with the family, shown at home, answered by child and guardians."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import AgreementSays, Giver, LineOwner
from interventions.models import AgreementAnswer, Case, HomeAgreement
from interventions.policies import check_open, check_version
from interventions.queries import agreements, people
from school_safety.audit.events import meetings as events
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import declined
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import remember, tell, tell_case
from .moving import locked

ADULTS = frozenset({LineOwner.ADULTS.value, LineOwner.TOGETHER.value})


@dataclass(frozen=True)
class Line:
    """Who does what, from which day."""

    who: str
    what: str
    since: date | None = None


@transaction.atomic(durable=True)
def write_agreement(
    *, case: Case, read: int, lines: Sequence[Line], review_on: date, by: Any, at: datetime
) -> HomeAgreement:
    """A new version beside the old ones; `read` is the one that lay before the writer (else 409)."""
    case = locked(case)
    check_open(case)
    last = agreements.newest_of(case)
    check_version(read, last.version if last else 0)
    kept = [line for line in lines if line.what.strip()]
    _check(kept, review_on, at)
    today = timezone.localdate(at)
    row = HomeAgreement.objects.create(
        district_id=case.district_id,
        case=case,
        version=read + 1,
        lines=[
            {"who": each.who, "what": each.what.strip(), "since": (each.since or today).isoformat()}
            for each in kept
        ],
        review_on=review_on,
        written_by=by,
        written_at=at,
    )
    facts = {"version": row.version}
    remember(events.AGREEMENT_WRITTEN, case, row=row, by=by, at=at, facts=facts)
    return row


@transaction.atomic(durable=True)
def share_agreement(*, case: Case, read: int, by: Any, at: datetime) -> HomeAgreement:
    """Home reads it from now on; whoever is on hold neither sees nor hears of it."""
    case = locked(case)
    check_open(case)
    row = agreements.newest_of(case)
    if row is None:
        raise NotNow("agreement_missing")
    check_version(read, row.version)
    if declined(case.student, Purpose.COUNSELLING, at=at):
        raise NotNow("family_declined")
    if row.shared_at is not None:
        return row
    row.shared_at = at
    row.save(update_fields=["shared_at"])
    facts = {"version": row.version}
    remember(events.AGREEMENT_SHARED, case, row=row, by=by, at=at, facts=facts)
    home = [guardian.user for guardian in people.guardians_to_tell(case.student) if guardian.user]
    own = [case.student.user] if case.student.user_id else []
    tell("support_news", [*home, *own], case, url_name="interventions:family_support", at=at)
    return row


@transaction.atomic(durable=True)
def answer_agreement(
    *, agreement: HomeAgreement, giver: str, says: str, wish: str, by: Any, at: datetime
) -> AgreementAnswer:
    """Try it so, or with a change. It may be said again as long as this version stands."""
    case = locked(agreement.case)
    check_open(case)
    if giver not in Giver.values or says not in AgreementSays.values:
        raise Invalid(fields={"says": "required"})
    if says == AgreementSays.CHANGE and not wish.strip():
        raise Invalid(fields={"wish": "required"})
    row = AgreementAnswer.objects.filter(agreement=agreement, person=by).first() or AgreementAnswer(
        district_id=agreement.district_id, agreement=agreement, person=by, giver=giver
    )
    row.says, row.wish, row.answered_at = says, wish.strip(), at
    row.save()
    facts = {"giver": giver, "answer": says}
    remember(events.AGREEMENT_ANSWERED, case, row=agreement, by=by, at=at, facts=facts)
    if case.owner is not None:
        tell_case("family_answered", [case.owner], case, at=at)
    return row


def _check(lines: Sequence[Line], review_on: date, at: datetime) -> None:
    wrong = {}
    if not lines:
        wrong["what_1"] = "required"
    elif not ADULTS & {line.who for line in lines}:
        wrong["who_1"] = "adults_too"
    for number, line in enumerate(lines, start=1):
        if line.who not in LineOwner.values:
            wrong[f"who_{number}"] = "required"
    if review_on <= timezone.localdate(at):
        wrong["review_on"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)
