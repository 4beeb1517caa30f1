"""Two openings at the same moment are one case."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from interventions.actions.opening import open_case
from interventions.models import Case


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
def test_one_open_case_per_child(world):
    start, at = Barrier(4), timezone.now()

    def opening(number):
        start.wait()
        try:
            return open_case(
                student=world.student,
                level=3,
                source="screening",
                evidence={"origin": f"race:{number}"},
                by=None,
                at=at,
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(opening, range(4)))
    assert len(found) == 1
    assert Case.objects.get().evidence.count() == 4
