"""Two schools with a finished wave each: grades of different size, bands as they fall."""

import pytest
from django.utils import timezone

from school_safety.reports.actions import publish
from tests.factories.finished_waves import finished_wave, room_of


@pytest.fixture
def waves(world):
    """Grades 5, 7 and 8 at one school, 5 and 7 at the other, one small class among them."""
    first, second = world.school, world.other_school
    return [
        finished_wave(
            world,
            first,
            [(room_of(first, 5, 3), 90), (room_of(first, 7, 1), 120), (room_of(first, 8, 1), 12)],
        ),
        finished_wave(world, second, [(room_of(second, 5, 3), 60), (room_of(second, 7, 1), 70)]),
    ]


@pytest.fixture
def published(world, waves):
    return publish(district=world.district, instrument="iu8c", by=world.da, at=timezone.now())
