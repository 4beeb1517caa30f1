"""Who is rung in which order, when the next one is, and where a rota leaves holes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from interventions.rules import ladder, rota
from interventions.rules.ladder import Rung, Shift

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 10, 3, 12, tzinfo=ZONE)  # a Saturday in a holiday


def shift(person, starts=-1, ends=1, order=1):
    return Shift(person, NOON + timedelta(hours=starts), NOON + timedelta(hours=ends), order)


def names(rungs):
    return [rung.person for rung in rungs]


def test_nobody_at_all_is_an_empty_ladder_and_not_an_error():
    assert ladder.ladder([], [("counselor", []), ("lead", [])], NOON) == []
    assert ladder.next_rung([], []) is None
    assert ladder.again([]) == []


def test_a_shift_holds_from_its_first_moment_to_just_before_its_last():
    edges = Shift("a", NOON, NOON + timedelta(hours=1))
    assert edges.holds(NOON)
    assert not edges.holds(NOON + timedelta(hours=1))
    assert not edges.holds(NOON - timedelta(microseconds=1))


def test_shift_holders_come_first_in_their_order_and_nobody_twice():
    shifts = [shift("second", order=2), shift("first"), shift("over", -3, -1)]
    others = [("counselor", ["second", "co"]), ("lead", ["ld"]), ("head", ["sa", "ld"])]
    rungs = ladder.ladder(shifts, others, NOON)
    assert names(rungs) == ["first", "second", "co", "ld", "sa"]
    assert rungs[1].why == "shift"
    assert rungs[2].until is None


def test_after_the_last_one_lead_and_head_are_rung_again():
    rungs = [Rung("co", "counselor"), Rung("ld", "lead"), Rung("sa", "head")]
    assert ladder.next_rung(rungs, {"co", "ld", "sa"}) is None
    assert names(ladder.again(rungs)) == ["ld", "sa"]
    assert names(ladder.again(rungs[:1])) == ["co"]


@pytest.mark.parametrize(("rounds", "minutes"), [(0, 5), (12, 5), (13, 15)])
def test_patience(rounds, minutes):
    assert ladder.patience(rounds) == timedelta(minutes=minutes)


def day(shifts, *, school=False, staffed=True):
    return rota.gaps(
        shifts,
        [date(2026, 10, 3)],
        is_school_day=lambda _day: school,
        staffed=staffed,
        zone=ZONE,
    )


def test_a_free_day_without_a_shift_is_one_whole_gap():
    [gap] = day([])
    assert gap.whole_day
    assert not gap.school_day


def test_a_shift_through_the_day_and_over_midnight_leaves_none():
    assert day([shift("a", -13, 13)]) == []
    assert day([shift("a", -13, 2), shift("b", 1, 20)]) == []


def test_what_is_left_between_two_shifts_is_the_gap():
    [gap] = day([shift("a", -12, 0), shift("b", 3, 12)])
    assert (gap.starts_at, gap.ends_at) == (NOON, NOON + timedelta(hours=3))
    assert not gap.whole_day


def test_school_hours_are_held_by_the_counselors_who_are_there():
    early, late = day([], school=True)
    assert early.ends_at.hour == 7
    assert late.starts_at.hour == 17
    assert len(day([], school=True, staffed=False)) == 1


def test_turns_that_only_touch_do_not_overlap():
    assert not rota.overlaps(
        (NOON, NOON + timedelta(1)), (NOON + timedelta(1), NOON + timedelta(2))
    )
    assert rota.overlaps((NOON, NOON + timedelta(2)), (NOON + timedelta(1), NOON + timedelta(3)))
