"""After the end: two looks, three questions, and the way back in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import (
    OPEN_STATUSES,
    AftercareResult,
    CloseOutcome,
    DecisionKind,
    FeedbackItem,
    Giver,
    Level,
    Status,
    Tap,
)
from interventions.models import AftercareCheck, Case, Feedback, FeedbackGiven
from interventions.policies import check_can_move
from interventions.queries import aftercare, people
from interventions.queries.deadlines import due_at
from school_safety.audit.events import measures as events
from school_safety.clock import calendar
from school_safety.kernel.refusals import Invalid, NotNow

from .assigning import give
from .deciding import decide
from .memory import remember, tell, tell_case
from .moving import locked

LOOKS = ((1, 30), (3, 90))  # months as people say them, days as they are counted


def plan_aftercare(case: Case, *, at: datetime) -> None:
    """Two dated looks, on school days; a child who moved away is looked after where she is now."""
    if case.outcome == CloseOutcome.MOVED:
        return
    for months, days in LOOKS:
        due = calendar.add_school_days(case.district_id, at + timedelta(days=days), 0)
        AftercareCheck.objects.create(
            district_id=case.district_id, case=case, months=months, due_on=timezone.localdate(due)
        )
    readers = aftercare.people_to_ask(case)
    tell("support_feedback", readers, case, url_name="interventions:family_support", at=at)


@transaction.atomic(durable=True)
def record_aftercare(
    *, check: AftercareCheck, result: str, text: str, by: Any, at: datetime
) -> AftercareCheck:
    """How it goes now. Where support is needed again, the leads hear of it at once."""
    case = locked(check.case)
    check = AftercareCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if check.done_at is not None:
        raise NotNow("already_done")
    if case.status != Status.CLOSED:
        raise NotNow("case_state", status=case.status)
    wrong = {}
    if result not in AftercareResult.values:
        wrong["result"] = "required"
    if not text.strip():
        wrong["text"] = "required"
    if wrong:
        raise Invalid(fields=wrong)
    check.result, check.text, check.done_by, check.done_at = result, text.strip(), by, at
    check.save()
    facts = {"months": check.months}
    remember(events.AFTERCARE_DONE, case, row=check, by=by, at=at, facts=facts)
    if result == AftercareResult.AGAIN:
        tell_case("case_needed_again", people.leads_of(case.school_id, at), case, at=at)
    return check


@transaction.atomic(durable=True)
def reopen(*, case: Case, to: Any, reason: str, by: Any, at: datetime) -> Case:
    """The same case goes on, with everything that was written; the lead says why and to whom."""
    case = locked(case)
    if case.is_open:
        raise NotNow("case_state", status=case.status)
    check_can_move(case, Status.ASSIGNED)
    here = Case.objects.filter(student_id=case.student_id, school_id=case.school_id)
    if here.filter(status__in=OPEN_STATUSES).exists():
        raise NotNow("another_open")
    if by.pk == to.pk:
        raise NotNow("not_to_oneself")
    if not people.counselors_of(case.school_id, at).filter(pk=to.pk).exists():
        raise Invalid(fields={"to": "not_a_counselor_here"})
    decide(case, DecisionKind.REOPENED, reason=reason, by=by, at=at)
    AftercareCheck.objects.filter(case=case, done_at=None).delete()
    case.outcome = ""
    case.due_at = due_at(case.district_id, case.level or Level.WEEK, at)
    give(case, to=to, by=by, at=at)
    remember(events.CASE_REOPENED, case, by=by, at=at)
    return case


@transaction.atomic(durable=True)
def give_feedback(
    *, case: Case, giver: str, answers: Mapping[str, int], by: Any, at: datetime
) -> None:
    """Three taps about the help itself. Who gave them is not kept with them."""
    if not aftercare.asked(by, at).filter(pk=case.pk).exists():
        raise NotNow("no_feedback_now")
    wrong = {
        item: "required" for item in FeedbackItem.values if answers.get(item) not in Tap.values
    }
    if wrong or giver not in Giver.values:
        raise Invalid(fields=wrong)
    FeedbackGiven.objects.create(case=case, person=by)
    Feedback.objects.create(
        school_id=case.school_id,
        giver=giver,
        month=timezone.localdate(at).replace(day=1),
        **{item: int(answers[item]) for item in FeedbackItem.values},
    )
