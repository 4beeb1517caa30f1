"""Safety events and rotas, built through the house's own actions."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interventions.actions.opening import open_case
from interventions.actions.safety import duty
from interventions.choices import Level
from interventions.models import DutyShift, SafetyEvent
from school_safety.access.holdings import forget
from school_safety.notices.actions import set_staff_phone

CANARY = "说今晚不想回家-canary-9182"
RUNG = ("du", "co", "co2", "ld", "sa", "da")


def phones(world: Any, at: datetime, *, without: tuple[str, ...] = ()) -> None:
    """A number for everybody who may be rung."""
    for order, key in enumerate(RUNG):
        if key not in without:
            user = getattr(world, key)
            set_staff_phone(
                user=user,
                district_id=world.district.pk,
                number=f"1990000{order:04d}",
                by=world.ld,
                at=at,
            )


def on_call(world: Any, at: datetime, key: str = "du", order: int = 1, **more: Any) -> DutyShift:
    """This colleague has held duty for an hour, and does so for three more."""
    turn = duty.Turn(
        person=getattr(world, key),
        starts_at=at - timedelta(hours=1),
        ends_at=at + timedelta(hours=3),
        order=order,
    )
    rows = duty.add_shifts(school=world.school, turn=turn, weeks=1, by=world.ld, at=at, **more)
    return rows[0]


def raised(world: Any, at: datetime, **changes: Any) -> SafetyEvent:
    """A case that cannot wait, and its event."""
    values = {
        "student": world.student,
        "level": Level.NOW,
        "source": "screening",
        "evidence": {"origin": "surveys.response:1", "lines": [{"zh": CANARY, "en": CANARY}]},
        "by": None,
        "at": at,
        **changes,
    }
    with transaction.atomic():
        case = open_case(**values)
    forget_all(world)
    return SafetyEvent.objects.get(case=case)


def forget_all(world: Any) -> None:
    """What was read of rights before is read anew."""
    for key in (*RUNG, "ht_a"):
        forget(getattr(world, key))
