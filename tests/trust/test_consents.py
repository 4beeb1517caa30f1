"""G29, the part about consents: at no step of any walk is something kept or read without a live yes."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .agreeing import Agreeing, Family

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
SMALL = {"max_examples": 6, "stateful_step_count": 10, "derandomize": True}
WALKS = 3000 if os.environ.get("TRUST_FULL") else 600
LARGE = {"max_examples": WALKS, "stateful_step_count": 30}


def walk(world, **size) -> int:
    """How many walks came to their end; the first that goes wrong is shortened and shown."""
    machine = type("Walk", (Agreeing,), {"world": world})
    calm = settings(
        deadline=None, database=None, suppress_health_check=list(HealthCheck), **size
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=calm)
    return machine.finished


def test_a_few_walks(world) -> None:
    assert walk(world, **SMALL) > 0


@pytest.mark.slow
def test_many_walks(world) -> None:
    assert walk(world, **LARGE) > 0


def test_the_second_opinion_knows_the_table() -> None:
    assert not Family(age=13).stands()
    assert Family(age=13, said={0: "given"}).stands()
    assert not Family(age=14, said={0: "given"}).stands()
    assert Family(age=14, said={0: "given", 2: "given"}).stands()
    assert not Family(age=13, said={0: "given", 1: "refused"}).stands()
    assert Family(age=18, said={1: "refused", 2: "given"}).stands()
