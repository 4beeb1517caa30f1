"""One case with everything that belongs to it, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from interventions.choices import OPEN_REFERRALS, OPEN_STATUSES, Attitude, DecisionKind
from interventions.models import (
    AftercareCheck,
    Case,
    CaseMeeting,
    Decision,
    Evidence,
    Goal,
    GuardianContact,
    Note,
    Plan,
    Referral,
    Task,
)
from interventions.queries.strategies import Strategy, bank
from interventions.rules.nextstep import Facts, Step, next_step
from interventions.rules.stages import Stage, stage_bar
from school_safety.consents.models import Consent
from school_safety.consents.queries import answers_of

from .referrals import about_elsewhere

TOLD = frozenset({Attitude.AGREES, Attitude.THINKING, Attitude.DECLINES})


@dataclass
class CaseFile:
    """The raw rows; pages turn them into sentences."""

    case: Case
    evidence: list[Evidence]
    notes: list[Note]
    decisions: list[Decision]
    contacts: list[GuardianContact]
    tasks: list[Task]
    referrals: list[Referral]
    consents: list[Consent]
    plan: Plan | None = None
    goals: list[Goal] = field(default_factory=list)
    aftercare: list[AftercareCheck] = field(default_factory=list)
    meetings: list[CaseMeeting] = field(default_factory=list)

    @property
    def tries(self) -> list[tuple[Goal, Strategy | None]]:
        """The goals, each with the strategy it tries."""
        return [(goal, bank().get(goal.strategy)) for goal in self.goals]

    @property
    def open_referral(self) -> Referral | None:
        """The newest referral that is still under way."""
        return next((r for r in self.referrals if r.status in OPEN_REFERRALS), None)

    @property
    def waiver_waiting(self) -> GuardianContact | None:
        """A protective exception on which the lead has not decided."""
        waiting = (c for c in self.contacts if c.protective and c.approved_at is None)
        return next(waiting, None)

    @property
    def step(self) -> Step:
        """What to do now, and what stands in the way."""
        return next_step(facts(self))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """How far it has come."""
        return stage_bar(_happened(self), ended=self.case.status not in OPEN_STATUSES)


def read(case: Case) -> CaseFile:
    """Everything about this case. Who may see which part is decided by the page's own verbs."""
    plan = Plan.objects.filter(case=case).select_related("made_by", "changed_by").first()
    referrals = case.referrals.select_related("provider", "packet", "made_by", "received_by")
    return CaseFile(
        case=case,
        evidence=list(case.evidence.select_related("handed_by")),
        notes=list(case.notes.select_related("written_by")),
        decisions=list(case.decisions.select_related("decided_by")),
        contacts=list(case.contacts.select_related("guardian", "told_by", "approved_by")),
        tasks=list(case.tasks.select_related("assignee")),
        referrals=list(referrals.prefetch_related("appointments", "replies").order_by("-made_at")),
        consents=_consents(case),
        plan=plan,
        goals=list(plan.goals.filter(dropped_at=None)) if plan else [],
        aftercare=list(case.aftercare.all()) if not case.is_open else [],
        meetings=list(case.meetings.select_related("signed_by")),
    )


def _consents(case: Case) -> list[Consent]:
    """Standing answers, and those about this school's own matters."""
    elsewhere = about_elsewhere(case.student_id, case.school_id)
    return [answer for answer in answers_of(case.student) if answer.about not in elsewhere]


def facts(file: CaseFile) -> Facts:
    """The plain facts on which the next step depends."""
    referral = file.open_referral
    return Facts(
        status=file.case.status,
        talked=any(note.held for note in file.notes),
        guardian_told=any(c.attitude in TOLD for c in file.contacts),
        guardian_waived=any(c.protective and c.approved_at for c in file.contacts),
        waiver_waiting=file.waiver_waiting is not None,
        planned=file.plan is not None,
        family_part=bool(file.plan and file.plan.family_shared_at),
        referral=referral.status if referral else "",
        consent_refused=_refused(file, referral),
        tasks_open=0
        if file.case.moved_away
        else sum(1 for task in file.tasks if task.done_at is None),
    )


def _refused(file: CaseFile, referral: Referral | None) -> bool:
    about = f"referral:{referral.pk}" if referral else ""
    return bool(about) and any(c.about == about and c.state != "given" for c in file.consents)


def _happened(file: CaseFile) -> dict[str, datetime | None]:
    return {
        "received": file.case.opened_at,
        "talk": _first(n.happened_at for n in file.notes if n.held),
        "guardian": _first(
            c.approved_at if c.protective else c.told_at
            for c in file.contacts
            if c.attitude in TOLD or c.approved_at
        ),
        "plan": file.plan.made_at if file.plan else None,
        "referral": _first(r.sent_at for r in file.referrals),
        "close": _first(
            d.decided_at
            for d in file.decisions
            if d.kind in {DecisionKind.CLOSE_APPROVED, DecisionKind.DISMISSED}
        ),
    }


def _first(moments: Iterable[Any]) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)
