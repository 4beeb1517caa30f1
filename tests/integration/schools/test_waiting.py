"""A roster that waits for its clerk's yes waits for one day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school_safety.clock.job import registry
from school_safety.schools.actions import drop_stale
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def waiting(world):
    def make(hours: float, state: str = BatchState.WAITING) -> ImportBatch:
        now = timezone.now()
        return ImportBatch.objects.create(
            district=world.district,
            school=world.school,
            state=state,
            reading={"students": ["…"]},
            made_by=world.ck,
            made_at=now - timedelta(hours=hours),
            written_at=now if state == BatchState.WRITTEN else None,
        )

    return make


def test_what_was_read_is_forgotten_after_a_day(waiting):
    old, young = waiting(24.1), waiting(23.9)
    written = waiting(48, BatchState.WRITTEN)
    registry()["schools.drop_stale_imports"].run(at=timezone.now())
    for batch in (old, young, written):
        batch.refresh_from_db()
    assert (old.state, old.reading) == (BatchState.DROPPED, {})
    assert (young.state, young.reading) == (BatchState.WAITING, {"students": ["…"]})
    assert written.state == BatchState.WRITTEN


def test_a_second_run_finds_nothing(waiting):
    waiting(30)
    assert [drop_stale(at=timezone.now()), drop_stale(at=timezone.now())] == [1, 0]
