"""Situations of the help room, built through its own actions."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from interventions.actions import directory, planning, receiving, referring
from interventions.actions.contacting import tell_guardian
from interventions.actions.deciding import confirm
from interventions.actions.family import answer_referral
from interventions.actions.opening import open_case
from interventions.actions.planning import GoalText, PlanText
from interventions.actions.talking import record_talk
from interventions.models import Case, Provider, Referral
from school_safety.access.holdings import forget
from school_safety.schools.models import Guardian

CANARY = "凌晨两点才睡-canary-7731"
EVIDENCE = {
    "origin": "surveys.response:11111111-1111-1111-1111-111111111111",
    "lines": [{"zh": CANARY, "en": CANARY}],
    "facts": {"count": 5},
}


def opened(world: Any, at: datetime, **changes: Any) -> Case:
    """A case of world.student, given to world.co (or co2) by the rule."""
    values = {
        "student": world.student,
        "level": 3,
        "source": "screening",
        "evidence": EVIDENCE,
        "by": None,
        "at": at,
        **changes,
    }
    case = open_case(**values)
    for user in (world.co, world.co2):
        forget(user)
    return Case.objects.get(pk=case.pk)


def owner_of(case: Case, world: Any) -> tuple[Any, Any]:
    """The counselor who has it, and the one who has not."""
    return (world.co, world.co2) if case.owner_id == world.co.pk else (world.co2, world.co)


def talked(world: Any, at: datetime) -> Case:
    """The first talk took place."""
    case = opened(world, at)
    record_talk(case=case, kind="talk", text=CANARY, happened_at=at, by=case.owner, at=at)
    return Case.objects.get(pk=case.pk)


def confirmed(world: Any, at: datetime) -> Case:
    """A counselor decided to support."""
    case = talked(world, at)
    return confirm(case=case, level=3, reason=CANARY, by=case.owner, at=at)


def planned(world: Any, at: datetime) -> Case:
    """With plan and a told guardian; the family's part is shared."""
    case = confirmed(world, at)
    text = PlanText(
        school_part=CANARY,
        family_part="一起把手机放到客厅",
        goals=[GoalText("睡前放下手机", "十点放客厅", 5)],
    )
    plan = planning.make_plan(case=case, text=text, by=case.owner, at=at)
    guardian = Guardian.objects.get(user=world.gu)
    tell_guardian(
        case=case,
        guardian=guardian,
        how="phone",
        attitude="agrees",
        proof=CANARY,
        by=case.owner,
        at=at,
    )
    planning.share_family_part(plan=plan, by=case.owner, at=at)
    return Case.objects.get(pk=case.pk)


def provider_of(world: Any, at: datetime) -> Provider:
    """The district centre, with the clinician seated."""
    row = directory.save_provider(
        district=world.district,
        by=world.da,
        at=at,
        name="区心理服务中心",
        needs=["internet", "sleep"],
        licence="X-1",
        no_force=True,
        waiting_days=9,
    )
    directory.seat_staff(provider=row, user=world.cl, by=world.da, at=at)
    return row


def drafted(world: Any, at: datetime) -> Referral:
    """A draft that waits for the family."""
    case = planned(world, at)
    return referring.draft_referral(
        case=case,
        provider=provider_of(world, at),
        fields=["name", "birth", "guardian", "concern", "plan"],
        needs=["sleep"],
        family_part="想请中心的老师一起看看睡眠。",
        words={"concern": CANARY},
        by=case.owner,
        at=at,
    )


def agreed(world: Any, at: datetime) -> Referral:
    """The guardian said yes."""
    referral = drafted(world, at)
    guardian = Guardian.objects.get(user=world.gu)
    answer_referral(referral=referral, state="given", guardian=guardian, by=world.gu, at=at)
    return Referral.objects.get(pk=referral.pk)


def sent(world: Any, at: datetime) -> Referral:
    """Out, and not yet looked at."""
    referral = agreed(world, at)
    return referring.send_referral(referral=referral, by=referral.made_by, at=at)


def accepted(world: Any, at: datetime) -> Referral:
    """The clinician took it on."""
    referral = receiving.accept_referral(referral=sent(world, at), by=world.cl, at=at)
    forget(world.cl)
    return referral


def past(days: int = 1) -> datetime:
    """Some days ago."""
    return timezone.now() - timedelta(days=days)
