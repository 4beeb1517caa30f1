"""Looking again: the seven parts of life after a talk, three taps at the end of a week."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import Burden, CheckItem, Domain, Giver, Status, Tap
from interventions.models import Assessment, Case, DomainRating, Plan, WeeklyCheck
from interventions.policies import check_open
from interventions.queries import people
from interventions.queries.progress import check_week
from interventions.rules.progress import monday
from school_safety.audit.events import measures as events
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import remember, tell
from .moving import locked


@transaction.atomic(durable=True)
def assess(
    *, case: Case, ratings: Mapping[str, int], note: str, by: Any, at: datetime
) -> Assessment:
    """How hard each part of life is now, {domain: 0..3}; a part nobody spoke about is left out."""
    case = locked(case)
    check_open(case)
    unknown = set(ratings) - set(Domain.values) or set(ratings.values()) - set(Burden.values)
    if unknown or not ratings:
        raise Invalid(fields={"use": "required" if not ratings else "unknown"})
    row = Assessment.objects.create(
        district_id=case.district_id, case=case, note=note.strip(), made_by=by, made_at=at
    )
    DomainRating.objects.bulk_create(
        DomainRating(assessment=row, domain=domain, burden=burden)
        for domain, burden in ratings.items()
    )
    facts = {"count": len(ratings)}
    remember(events.ASSESSED, case, row=row, by=by, at=at, facts=facts)
    return row


@transaction.atomic(durable=True)
def answer_check(
    *, plan: Plan, giver: str, answers: Mapping[str, int], by: Any, at: datetime
) -> WeeklyCheck:
    """This week's three taps, {item: 0..2}; until Sunday they may be given again."""
    case = locked(plan.case)
    today = timezone.localdate(at)
    if check_week(plan, case, today) is None:
        raise NotNow("no_check_now")
    wrong = {item: "required" for item in CheckItem.values if answers.get(item) not in Tap.values}
    if wrong:
        raise Invalid(fields=wrong)
    kept = {item: int(answers[item]) for item in CheckItem.values}
    row = WeeklyCheck.objects.filter(
        case=case, week_of=monday(today), answered_by=by
    ).first() or WeeklyCheck(
        district_id=case.district_id, case=case, week_of=monday(today), answered_by=by
    )
    row.giver, row.answers, row.score, row.answered_at = giver, kept, sum(kept.values()), at
    row.save()
    remember(events.CHECK_ANSWERED, case, row=row, by=by, at=at, facts={"giver": giver})
    return row


def ask_for_checks(*, at: datetime) -> int:
    """At the end of the week: whoever may answer is asked once, one transaction per plan."""
    today = timezone.localdate(at)
    running = Plan.objects.filter(
        case__status=Status.PLANNED, family_shared_at__isnull=False, starts_on__lte=today
    ).select_related("case__student__user")
    return sum(_ask(plan, today, at) for plan in running if check_week(plan, plan.case, today))


@transaction.atomic(durable=True)
def _ask(plan: Plan, today: date, at: datetime) -> int:
    case, student = plan.case, plan.case.student
    asked = {g.user for g in people.guardians_to_tell(student) if g.user_id}
    if student.user_id:
        asked.add(student.user)
    done = WeeklyCheck.objects.filter(case=case, week_of=monday(today))
    waiting = asked - {row.answered_by for row in done.select_related("answered_by")}
    tell(
        "support_check",
        sorted(waiting, key=lambda person: str(person.pk)),
        case,
        url_name="interventions:check_answer",
        url_args=(str(plan.pk),),
        key=f"{plan.pk}:{monday(today):%Y%m%d}",
        at=at,
    )
    return len(waiting)


def giver_of(user: Any) -> str:
    """A child answers for herself; anybody else who may answer is a guardian."""
    return Giver.STUDENT if getattr(user, "student", None) is not None else Giver.GUARDIAN
