"""Every row of the table: N are fine, N + 1 waits, and the wait ends on time."""

import pytest
import time_machine

from school_safety import limits
from school_safety.kernel.refusals import TooMany
from school_safety.limits import counting
from school_safety.limits.table import TABLE, Limit
from school_safety.volatile import store

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
START = 1_800_000_000
CASES = [
    (action, side, rate)
    for action, limit in TABLE.items()
    for side in ("key", "group", "address")
    for rate in getattr(limit, side)
]


@pytest.mark.parametrize(("action", "side", "rate"), CASES)
def test_one_too_many_is_refused_and_recovers_on_time(action, side, rate, monkeypatch):
    monkeypatch.setattr(counting, "TABLE", {action: Limit(**{side: (rate,)})})
    with time_machine.travel(START, tick=False) as clock:
        limits.check(action, **{side: "x"})
        pretend(rate.times)  # some figures are in the thousands
        limits.check(action, **{side: "another"})
        with pytest.raises(TooMany) as refused:
            limits.check(action, **{side: "x"})
        assert refused.value.status == 429
        assert refused.value.retry_after == rate.seconds
        clock.shift(rate.seconds - 1)
        with pytest.raises(TooMany):
            limits.check(action, **{side: "x"})
        clock.shift(1)
        limits.check(action, **{side: "x"})


def pretend(times: int) -> None:
    store.backend().run("UPDATE volatile_counter SET count = ?", (times,))


def test_an_action_without_a_row_is_a_mistake():
    with pytest.raises(KeyError):
        limits.check("nothing.known", key="x")


def test_what_is_not_given_is_not_counted():
    for _ in range(20):
        limits.check("concern.file", address="192.0.2.1")
    for _ in range(5):
        limits.check("concern.file", key="x", address="192.0.2.1")
    with pytest.raises(TooMany):
        limits.check("concern.file", key="x", address="192.0.2.1")


def test_failures_are_tallied_and_a_success_takes_none_back():
    for _ in range(5):
        limits.guard("password.wrong", key="anna", address="192.0.2.1")
        limits.tally("password.wrong", key="anna", address="192.0.2.1")
    with pytest.raises(TooMany) as refused:
        limits.guard("password.wrong", key="anna", address="192.0.2.9")
    assert refused.value.code == "password.wrong"
    limits.guard("password.wrong", key="berta", address="192.0.2.1")


def test_no_name_is_kept():
    limits.check("staff.search", key="王小明")
    rows, _ = store.backend().run("SELECT kind, key FROM volatile_counter")
    assert rows
    assert "王" not in str(rows)
