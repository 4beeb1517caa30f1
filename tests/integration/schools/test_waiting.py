"""A roster that waits for its clerk's yes waits for one day, and no work stays half way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school_safety.clock.job import registry
from school_safety.kernel.refusals import NotNow
from school_safety.schools.actions import begin_writing, drop_stale
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def waiting(world):
    def make(hours: float, state: str = BatchState.WAITING, **more) -> ImportBatch:
        now = timezone.now()
        return ImportBatch.objects.create(
            district=world.district,
            school=world.school,
            state=state,
            reading={"packed": "…"},
            made_by=world.ck,
            made_at=now - timedelta(hours=hours),
            touched_at=now - timedelta(hours=hours),
            written_at=now if state in {BatchState.WRITTEN, BatchState.UNDOING} else None,
            **more,
        )

    return make


def test_what_was_read_is_forgotten_after_a_day(waiting):
    old, young = waiting(24.1), waiting(23.9)
    asked, written = waiting(25, BatchState.COLUMNS), waiting(48, BatchState.WRITTEN)
    registry()["schools.drop_stale_imports"].run(at=timezone.now())
    for batch in (old, young, asked, written):
        batch.refresh_from_db()
    assert (old.state, old.reading) == (BatchState.DROPPED, {})
    assert (asked.state, asked.reading) == (BatchState.DROPPED, {})
    assert (young.state, young.reading) == (BatchState.WAITING, {"packed": "…"})
    assert written.state == BatchState.WRITTEN


def test_a_second_run_finds_nothing(waiting):
    waiting(30)
    assert [drop_stale(at=timezone.now()), drop_stale(at=timezone.now())] == [1, 0]


@pytest.mark.parametrize(
    ("at_work", "back"),
    [
        (BatchState.CHECKING, BatchState.WAITING),
        (BatchState.WRITING, BatchState.WAITING),
        (BatchState.UNDOING, BatchState.WRITTEN),
    ],
)
def test_work_that_ended_without_an_end_can_be_asked_for_again(waiting, at_work, back):
    stuck, fresh = waiting(0.6, at_work), waiting(0.1, at_work)
    registry()["schools.revive_imports"].run(at=timezone.now())
    for batch in (stuck, fresh):
        batch.refresh_from_db()
    assert (stuck.state, stuck.trouble) == (back, "stopped")
    assert fresh.state == at_work


def test_a_file_with_problems_is_never_written(waiting):
    batch = waiting(1, findings={"problems": [{"code": "empty"}]})
    with pytest.raises(NotNow):
        begin_writing(batch=batch, by=None, at=timezone.now())
