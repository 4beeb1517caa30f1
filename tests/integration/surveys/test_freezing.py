"""When the figures of a wave are taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.actions import sheets
from surveys.actions.freezing import freeze_due
from surveys.actions.planning import close_wave
from surveys.policies import GRACE, paper_until
from surveys.queries import rooms

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def closed(wave, world):
    """Ended a moment ago."""
    close_wave(wave=wave, by=world.co, at=timezone.now())
    wave.refresh_from_db()
    return wave


def test_not_while_somebody_may_still_be_writing(closed):
    assert freeze_due(at=closed.closed_at + GRACE - MINUTE) == 0
    assert freeze_due(at=closed.closed_at + GRACE) == 1
    assert freeze_due(at=closed.closed_at + GRACE + MINUTE) == 0


def test_paper_that_is_still_out_is_waited_for_until_its_time_is_over(wave, world):
    at = timezone.now()
    slips = rooms.invitations_of(wave)
    sheets.print_sheets(wave=wave, invitations=slips, by=world.co, at=at)
    close_wave(wave=wave, by=world.co, at=at)
    wave.refresh_from_db()
    assert freeze_due(at=at + GRACE + MINUTE) == 0
    assert freeze_due(at=paper_until(wave) - MINUTE) == 0
    assert freeze_due(at=paper_until(wave)) == 1
