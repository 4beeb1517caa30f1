"""A wave that is open, with everybody's families asked."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from school_safety.consents.actions import answer
from school_safety.consents.choices import Giver, Purpose, State
from surveys.actions.planning import open_wave, plan_wave
from surveys.actions.seating import take_seat
from surveys.actions.slips import code_of, token_of
from surveys.models import ImpactAssessment, InstrumentVersion, Invitation
from surveys.queries import rooms
from tests.readying import notice_before, read_by_both, ready


def agree(student, state=State.GIVEN):
    """The guardian with full authority answers for this child."""
    tie = student.guardianships.filter(authority="full").select_related("guardian").first()
    return answer(
        student=student,
        purpose=Purpose.SCREENING,
        state=state,
        giver=Giver.GUARDIAN,
        guardian=tie.guardian,
        by=tie.guardian.user,
        at=timezone.now(),
    )


def draft(world, at, code="iu8c", **more):
    """A complete draft by the counselor, in a school that is ready."""
    if not ImpactAssessment.objects.exists():
        ready(world, at)
    facts = {
        "school": world.school,
        "instrument_version": InstrumentVersion.objects.get(instrument__code=code),
        "title": "秋季小问卷",
        "opens_at": at - timedelta(minutes=10),
        "closes_at": at + timedelta(hours=2),
        "classrooms": [world.classroom],
        "notice_on": notice_before(at),
        "on_call": world.co,
        "by": world.co,
        "at": at,
    }
    return plan_wave(**{**facts, **more})


def sit(slip, at=None):
    """The slip as it stands now, and the secret of the session that sits down with it."""
    fresh = rooms.by_id(slip.pk)
    return fresh, take_seat(slip=fresh, seat="", at=at or timezone.now())


@pytest.fixture
def wave(world):
    """Open now for 五年级（1）班; 张小禾's family agreed, 李小苗's did not answer."""
    at = timezone.now()
    agree(world.student)
    made = draft(world, at)
    read_by_both(made, world, at)
    return open_wave(wave=made, by=world.co, at=at)


@pytest.fixture
def slips(wave, world):
    """Slip and token of the one who takes part and of the one who does not."""

    def of(student):
        slip = Invitation.objects.get(wave=wave, student=student)
        return SimpleNamespace(
            slip=slip, url=f"/s/{token_of(slip)}/", token=token_of(slip), code=code_of(slip)
        )

    return SimpleNamespace(student=of(world.student), classmate=of(world.classmate))
