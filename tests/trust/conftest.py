"""A class in the computer room: an open wave, and as many pupils with slips as a test wants."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from school_safety.consents.actions import answer
from school_safety.consents.choices import Giver, Purpose, State
from surveys.actions.slips import token_of
from surveys.models import InstrumentVersion, Invitation
from tests.readying import opened, ready
from tests.trust.pupil import Pupil
from tests.trust.server import copy_database
from tests.worlds import make_guardian, make_student


@pytest.fixture
def classroom(transactional_db, world, tmp_path, free_port):
    """classroom(n): n pupils of one class, and the folder with the server's database."""

    def fill(count: int) -> SimpleNamespace:
        now = timezone.now()
        with transaction.atomic():
            for number in range(count):
                _agree(make_student(world.classroom, f"学生{number:03}"), now)
        ready(world, now, "iu8c")
        wave = opened(
            world,
            now,
            instrument_version=InstrumentVersion.objects.get(instrument__code="iu8c"),
            title="可靠性小问卷",
            opens_at=now - timedelta(minutes=10),
            closes_at=now + timedelta(hours=2),
            classrooms=[world.classroom],
        )
        slips = Invitation.objects.filter(wave=wave, student__name__startswith="学生")
        pupils = [Pupil(free_port, token_of(slip)) for slip in slips]
        assert len(pupils) == count
        return SimpleNamespace(
            pupils=pupils, folder=tmp_path, port=free_port, database=copy_database(tmp_path)
        )

    return fill


def _agree(student, now) -> None:
    user = make_guardian(student, f"家长{student.number}")
    answer(
        student=student,
        purpose=Purpose.SCREENING,
        state=State.GIVEN,
        giver=Giver.GUARDIAN,
        guardian=user.guardian,
        by=user,
        at=now,
    )
