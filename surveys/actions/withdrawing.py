"""What a no stops: nothing more is kept, what was kept is erased, or sealed where a case rests on it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from interventions.actions import withdrawing as help_room
from school_safety.audit.events import surveys as events
from school_safety.consents.choices import Purpose, State
from school_safety.consents.models import Consent
from school_safety.consents.queries import counts
from school_safety.schools.models import Student
from surveys.choices import FlagKind, InvitationState, Path
from surveys.models import Invitation, PaperSheet, Response
from surveys.queries import begun

from . import blind, drafting, sheets
from .memory import remember_answers, remember_slip


@transaction.atomic
def carry_out(*, consent: Consent, by: Any, at: datetime, url_name: str = "") -> None:
    """Do what this answer asks for, in the transaction that keeps it; doing it twice changes nothing.

    Only a no, to the purpose as a whole, by somebody who may decide. `url_name` is the page on which
    staff see the answers.
    """
    if consent.state == State.GIVEN or consent.about or not counts(consent, at):
        return
    deeds = {
        Purpose.SCREENING: withdraw_screening,
        Purpose.COUNSELLING: help_room.close_family_part,
        Purpose.REFERRAL: help_room.withdraw_referrals,
    }
    deeds[Purpose(consent.purpose)](student=consent.student, by=by, at=at)
    if consent.state == State.WITHDRAWN:
        help_room.tell_of_withdrawal(consent=consent, at=at, url_name=url_name)


@transaction.atomic
def withdraw_screening(*, student: Student, by: Any, at: datetime) -> None:
    """Open slips go on with the quiet task; what was handed in is emptied, or frozen with its case."""
    # First the slips: whoever hands in holds hers, so that no sheet slips in behind this.
    slips = Invitation.objects.select_for_update(of=("self",)).filter(
        student=student, state=InvitationState.ISSUED
    )
    for slip in slips.select_related("wave").order_by("pk"):
        _switch(slip, at)
    for sheet in PaperSheet.objects.select_for_update().filter(invitation__student=student):
        sheets.quieten(sheet, at=at)
    kept = Response.objects.select_for_update(of=("self",)).filter(
        student=student, path=Path.SCREENING, withdrawn_at=None
    )
    for response in kept.select_related("wave").order_by("pk"):
        blind.take_back(response=response)
        if response.flags.exclude(kind=FlagKind.TALK).exists():
            _freeze(response, by, at)
        else:
            _erase(response, by, at)


def _switch(slip: Invitation, at: datetime) -> None:
    """The page in front of her does not jump; from now on it keeps nothing."""
    start = begun.of(slip)
    if start is not None and start.path_of(slip) == Path.SCREENING:
        remember_slip(events.SLIP_SWITCHED, slip, by=None, at=at)
    slip.switched_at = at  # also where nobody has begun: she may be sitting down this very moment
    slip.save(update_fields=["switched_at"])
    transaction.on_commit(partial(drafting.end, slip, at))


def _freeze(response: Response, by: Any, at: datetime) -> None:
    response.withdrawn_at = at
    response.save(update_fields=["withdrawn_at"])
    help_room.freeze_evidence(origin=f"surveys.response:{response.pk}", at=at)
    remember_answers(events.ANSWERS_FROZEN, response, by=by, at=at)


def _erase(response: Response, by: Any, at: datetime) -> None:
    """What is left is the row that a quiet task leaves."""
    response.path, response.basis = Path.ALTERNATIVE, None
    response.answers = response.score = response.band = response.validity = None
    response.withdrawn_at = at
    response.save()
    Invitation.objects.filter(pk=response.invitation_id).update(path=Path.ALTERNATIVE)
    remember_answers(events.ANSWERS_ERASED, response, by=by, at=at)
