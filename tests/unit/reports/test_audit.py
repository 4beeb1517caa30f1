"""The attacker is known to work, and finds nothing in what we show."""

import random

import pytest

from school_safety.reports.audit import NARROWEST, known, ranges, subtraction
from school_safety.reports.suppression import HIDDEN, Shown, Table, protect, shown

BANDS = ["below", "watch", "recheck", "talk", "incomplete"]
WEIGHTS = [70, 13, 8, 6, 3]
GRADES = [str(number) for number in range(1, 13)]


def district(seed: int, *, least: int = 5, most: int = 260):
    """Counts of a made-up district, grades of very different size."""
    dice = random.Random(seed)  # noqa: S311  (a made-up district)
    counts = {}
    for grade in GRADES:
        drawn = dice.choices(BANDS, WEIGHTS, k=dice.randint(least, most))
        counts |= {(grade, band): drawn.count(band) for band in BANDS}
    return counts


def naive(counts) -> Table:
    """The policy that must be broken: small cells hidden, everything else as it is."""
    by_row = {g: sum(counts[g, b] for b in BANDS) for g in GRADES}
    by_column = {b: sum(counts[g, b] for g in GRADES) for b in BANDS}
    cells = {key: HIDDEN if n < 10 else Shown(n) for key, n in counts.items()}
    return Table(
        tuple(GRADES),
        tuple(BANDS),
        cells,
        {g: Shown(n) for g, n in by_row.items()},
        {b: Shown(n) for b, n in by_column.items()},
        Shown(sum(by_row.values())),
    )


@pytest.mark.parametrize("seed", range(40))
def test_subtraction_finds_nothing(seed):
    counts = district(seed)
    table = protect(counts, GRADES, BANDS)
    assert subtraction({"grades": table}) == []


@pytest.mark.parametrize("seed", range(40))
def test_truth_lies_in_every_range(seed):
    """Else the attacker would not be one: it must never rule out what is really there."""
    counts = district(seed)
    for key, (low, high) in ranges(protect(counts, GRADES, BANDS)).items():
        assert low <= counts[key] <= high


def test_twelve_classes_of_one_grade_give_nothing_away():
    dice = random.Random(12)  # noqa: S311  (a made-up grade)
    rooms = [f"{number}班" for number in range(1, 13)]
    counts = {}
    for room in rooms:
        drawn = dice.choices(BANDS, WEIGHTS, k=dice.randint(42, 52))
        counts |= {(room, band): drawn.count(band) for band in BANDS}
    table = protect(counts, rooms, BANDS)
    assert subtraction({"classes": table}) == []
    assert table.total.n
    assert all(counts[key] >= 10 for key, cell in table.cells.items() if cell != HIDDEN)


def test_hiding_alone_is_broken():
    """A lone hidden cell among exact figures: the attacker must find it."""
    counts = dict.fromkeys(((g, b) for g in GRADES for b in BANDS), 40) | {("3", "talk"): 4}
    assert ranges(naive(counts), slack=0)["3", "talk"] == (4, 4)


def test_known_ranges_of_a_shown_count():
    assert known(shown(23)) == (23 - 23 % 5 + 5 - 2, 27)
    assert known(HIDDEN)[0] == 0


def test_linear_programme_finds_nothing_either():
    """A stronger attacker: every hidden cell's true feasible range, over all lines at once."""
    optimize = pytest.importorskip("scipy.optimize")
    for seed in range(6):
        counts = district(seed)
        table = protect(counts, GRADES, BANDS)
        for key, (low, high) in feasible(optimize, table).items():
            if counts[key] < 10:
                assert high - low >= NARROWEST, (seed, key, low, high)


def feasible(optimize, table):
    """Least and most of each hidden cell, by HiGHS."""
    keys = list(table.cells)
    row_range = {g: known(table.row_totals[g]) for g in table.rows}
    bounds = [known(table.cells[key], row_range[key[0]]) for key in keys]
    lines = [([k for k in keys if k[0] == g], row_range[g]) for g in table.rows]
    total = known(table.total)
    lines += [
        ([k for k in keys if k[1] == b], known(table.column_totals[b], total))
        for b in table.columns
    ]
    lines.append((keys, total))
    matrix, limits = [], []
    for members, (low, high) in lines:
        line = [1.0 if key in members else 0.0 for key in keys]
        if high != float("inf"):
            matrix.append(line)
            limits.append(high)
        matrix.append([-each for each in line])
        limits.append(-low)
    found = {}
    for index, key in enumerate(keys):
        if table.cells[key] != HIDDEN:
            continue
        aim = [0.0] * len(keys)
        aim[index] = 1.0
        least = optimize.linprog(aim, matrix, limits, bounds=bounds).fun
        most = optimize.linprog([-a for a in aim], matrix, limits, bounds=bounds)
        found[key] = least, (-most.fun if most.status == 0 else float("inf"))
    return found
