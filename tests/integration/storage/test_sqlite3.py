"""A transaction begins with its turn and ends with giving it back, however it ends."""

import os
import subprocess
import sys

import pytest
from django.db import connection, transaction

pytestmark = pytest.mark.django_db(transaction=True)

LOOK = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"


@pytest.fixture(autouse=True)
def embedded():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own queue")


def free() -> bool:
    """Whether another process could write now."""
    turn = f"{connection.settings_dict['NAME']}.turn"
    looked = subprocess.run([sys.executable, "-c", LOOK, turn], stderr=subprocess.DEVNULL)
    assert os.path.exists(turn)
    return looked.returncode == 0


def test_it_is_held_for_the_whole_transaction_and_no_longer():
    with transaction.atomic():
        with transaction.atomic():
            assert not free()
        assert not free()
    assert free()


def test_a_transaction_that_is_given_up_gives_it_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        1 / 0  # noqa: B018  (the fault is the point)
    assert free()


def test_a_connection_that_closes_gives_it_back():
    with transaction.atomic():
        connection.close()
        assert free()


def test_whoever_is_pointed_at_another_file_queues_there(tmp_path):
    other = connection.copy()
    here = other._turn
    other.settings_dict = {**other.settings_dict, "NAME": tmp_path / "another"}
    assert other._turn is not here
