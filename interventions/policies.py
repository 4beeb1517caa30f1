"""May this happen now? Who may do it is the matrix's business; this is about time and state."""

from django.db.models import Model

from interventions.choices import SafetyStatus
from interventions.models import (
    AccessSlip,
    Case,
    CaseMeeting,
    FamilyTalk,
    HomeVisit,
    MandatoryReport,
    Referral,
    SafetyEvent,
)
from interventions.queries import holds
from interventions.rules import (
    lifecycle,
    mandatory_lifecycle,
    meeting_lifecycle,
    referral_lifecycle,
    safety_lifecycle,
    slip_lifecycle,
    talk_lifecycle,
    visit_lifecycle,
)
from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import Student


def check_can_move(case: Case, to: str) -> None:
    """The case's table lets it go there."""
    if not lifecycle.may_follow(case.status, to):
        raise NotNow("case_state", status=case.status, wanted=to)


def check_open(case: Case) -> None:
    """Somebody still works on it."""
    if not case.is_open:
        raise NotNow("case_ended", status=case.status)


def check_can_move_referral(referral: Referral, to: str) -> None:
    """The referral's table lets it go there."""
    if not referral_lifecycle.may_follow(referral.status, to):
        raise NotNow("referral_state", status=referral.status, wanted=to)


def check_can_move_slip(slip: AccessSlip, to: str) -> None:
    """The slip's table lets it go there."""
    if not slip_lifecycle.may_follow(slip.status, to):
        raise NotNow("slip_state", status=slip.status, wanted=to)


def check_can_move_meeting(meeting: CaseMeeting, to: str) -> None:
    """The meeting's table lets it go there."""
    if not meeting_lifecycle.may_follow(meeting.status, to):
        raise NotNow("meeting_state", status=meeting.status, wanted=to)


def check_can_move_visit(visit: HomeVisit, to: str) -> None:
    """The visit's table lets it go there."""
    if not visit_lifecycle.may_follow(visit.status, to):
        raise NotNow("visit_state", status=visit.status, wanted=to)


def check_no_hold(student: Student) -> None:
    """Home is not known as a danger."""
    if holds.stands(student):
        raise NotNow("hold_stands")


def check_can_move_talk(talk: FamilyTalk, to: str) -> None:
    """The family meeting's table lets it go there."""
    if not talk_lifecycle.may_follow(talk.status, to):
        raise NotNow("talk_state", status=talk.status, wanted=to)


def check_not_waived(student: Student) -> None:
    """Nobody has asked to wait with telling her family."""
    if holds.waived(student):
        raise NotNow("family_untold")


def check_unsigned(meeting: CaseMeeting) -> None:
    """Its minutes may still be written."""
    if not meeting.is_planned:
        raise NotNow("meeting_state", status=meeting.status)


def check_can_move_safety(event: SafetyEvent, to: str) -> None:
    """The event's table lets it go there."""
    if not safety_lifecycle.may_follow(event.status, to):
        raise NotNow("safety_state", status=event.status, wanted=to)


def check_can_move_report(report: MandatoryReport, to: str) -> None:
    """The report's table lets it go there."""
    if not mandatory_lifecycle.may_follow(report.status, to):
        raise NotNow("report_state", status=report.status, wanted=to)


def check_safety_live(event: SafetyEvent) -> None:
    """Somebody is still needed."""
    if not event.is_live:
        raise NotNow("safety_state", status=event.status)


def check_safety_held(event: SafetyEvent) -> None:
    """Somebody has taken it, and it is not over."""
    check_safety_live(event)
    if event.status == SafetyStatus.OPEN:
        raise NotNow("safety_not_taken")


def check_second_person(by: Model, first: Model | None) -> None:
    """Nobody approves her own step."""
    if first is not None and by.pk == first.pk:
        raise NotNow("second_person")


def check_version(read: int, stored: int) -> None:
    """Nothing changed since the form was opened."""
    if read != stored:
        raise NotNow("changed_meanwhile", stored=stored)
