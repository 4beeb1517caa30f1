"""The ladder: the next person is rung until somebody answers. Run again, nothing is rung twice."""

import logging
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from interventions.choices import SafetyStatus, SafetyStepKind
from interventions.models import SafetyAlert, SafetyEvent
from interventions.queries import duty
from interventions.rules import ladder
from interventions.rules.ladder import Rung
from school_safety.audit.events import help_safety as events
from school_safety.notices.queries import out_of_reach

from .memory import locked, remember, step, tell
from .seating import end_over, seat

logger = logging.getLogger(__name__)


def ring_due(*, at: datetime) -> int:
    """Every event that nobody has answered; one that fails does not keep the others waiting."""
    end_over(at=at)
    waiting = SafetyEvent.objects.filter(status=SafetyStatus.OPEN)
    rung, trouble = 0, None
    for pk in list(waiting.order_by("opened_at").values_list("pk", flat=True)):
        try:
            rung += _ring(pk, at=at)
        except Exception as error:
            logger.exception("safety event %s could not be rung", pk)
            trouble = error
    if trouble is not None:
        raise trouble
    return rung


@transaction.atomic(durable=True)
def _ring(pk: Any, *, at: datetime) -> int:
    event = locked(SafetyEvent(pk=pk))
    if event.status != SafetyStatus.OPEN or not _is_due(event, at):
        return 0
    return climb(event, at=at)


def _is_due(event: SafetyEvent, at: datetime) -> bool:
    """The five minutes are over, or nobody of those rung last can be reached at all."""
    if event.ring_at is None or event.ring_at <= at:
        return True
    if event.round:
        return False  # the list was rung to its end: only the clock rings again
    last = list(event.alerts.filter(round=0))
    if not last:
        return True
    return last[-1].notice_id in out_of_reach([last[-1].notice_id]) and not _at_the_end(event, at)


def _at_the_end(event: SafetyEvent, at: datetime) -> bool:
    return ladder.next_rung(duty.ladder_of(event, at), _rung_in(event, 0)) is None


def climb(event: SafetyEvent, *, at: datetime) -> int:
    """Ring the next one, and on past everybody who has no way outside; then wait five minutes."""
    rungs = duty.ladder_of(event, at)
    count = 0
    while (rung := ladder.next_rung(rungs, _rung_in(event, 0))) is not None:
        alert = _alert(event, rung, at=at)
        count += 1
        if alert.notice_id not in out_of_reach([alert.notice_id]):
            break
    if not count:
        count = _begin_again(event, rungs, at=at)
    event.ring_at = at + ladder.patience(event.round)
    event.save(update_fields=["ring_at"])
    return count


def _begin_again(event: SafetyEvent, rungs: list[Rung], *, at: datetime) -> int:
    """Nobody answered: that is said on the sheet, and lead and head are rung again."""
    event.round += 1
    if event.unanswered_at is None:
        event.unanswered_at = at
        step(event, SafetyStepKind.UNANSWERED, by=None, at=at)
        remember(events.SAFETY_UNANSWERED, event, by=None, at=at)
    event.save(update_fields=["round", "unanswered_at"])
    again = ladder.again(rungs)
    for rung in again:
        _alert(event, rung, at=at)
    return len(again)


def _rung_in(event: SafetyEvent, turn: int) -> set[Any]:
    return set(event.alerts.filter(round=turn).values_list("person_id", flat=True))


def _alert(event: SafetyEvent, rung: Rung, *, at: datetime) -> SafetyAlert:
    person = get_user_model().objects.get(pk=str(rung.person))
    seat(event, person, rung.why, at=at, until=rung.until)
    kind = "safety_drill" if event.drill else "safety_alert"
    [notice] = tell(kind, [person], event, key=f"{event.pk}:{event.round}", at=at)
    place = event.alerts.filter(round=event.round).count()
    remember(
        events.SAFETY_RUNG, event, by=None, at=at, facts={"why": rung.why, "round": event.round}
    )
    return SafetyAlert.objects.create(
        event=event,
        person=person,
        why=rung.why,
        round=event.round,
        rung=place,
        notice_id=notice.pk,
        rung_at=at,
    )
