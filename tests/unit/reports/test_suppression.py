"""Hand tables: what is hidden, what is rounded, what is only called near 0 or 100 %."""

import pytest

from school_safety.reports.suppression import HIDDEN, hide, protect, rounded, shown


@pytest.mark.parametrize(
    ("n", "expected"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (238, 240)]
)
def test_rounding_is_to_five(n, expected):
    assert rounded(n) == expected


@pytest.mark.parametrize("n", range(10))
def test_counts_under_ten_are_hidden_zero_too(n):
    assert shown(n, 200) == HIDDEN


def test_shares_near_the_ends_lose_their_figure():
    assert shown(198, 200).code == "high"
    assert shown(10, 400).code == "low"
    assert (shown(60, 200).n, shown(60, 200).share) == (60, 30)


def test_one_hidden_cell_takes_a_second_one_with_it():
    assert hide({"a": 100, "b": 40, "c": 4}) == {"b", "c"}


def test_hidden_cells_that_sum_to_little_take_another_one():
    assert hide({"a": 100, "b": 40, "c": 4, "d": 1}) == {"b", "c", "d"}


def test_enough_hidden_cells_are_enough():
    assert hide({"a": 100, "b": 40, "c": 9, "d": 8}) == {"c", "d"}


def test_nothing_small_nothing_hidden():
    assert hide({"a": 100, "b": 40}) == frozenset()


def test_table_has_no_line_with_a_single_hidden_cell():
    counts = {("7", "below"): 120, ("7", "talk"): 30, ("7", "watch"): 3}
    counts |= {("8", "below"): 110, ("8", "talk"): 28, ("8", "watch"): 40}
    counts |= {("9", "below"): 100, ("9", "talk"): 25, ("9", "watch"): 35}
    table = protect(counts, "789", ["below", "talk", "watch"])
    hidden = {key for key, cell in table.cells.items() if cell == HIDDEN}
    for line in ([("7", c) for c in table.columns], [(r, "watch") for r in "789"]):
        assert len(hidden & set(line)) != 1
    assert ("7", "watch") in hidden
    assert table.total.n == 490


def test_small_district_shows_nothing():
    table = protect({("7", "below"): 9}, ["7"], ["below"])
    assert table.total == HIDDEN
    assert set(table.cells.values()) == {HIDDEN}


def test_small_row_is_hidden_whole():
    counts = {("7", "below"): 300, ("7", "talk"): 60, ("8", "below"): 4, ("8", "talk"): 3}
    counts |= {("9", "below"): 90, ("9", "talk"): 50}
    table = protect(counts, "789", ["below", "talk"])
    assert table.row_totals["8"] == HIDDEN
    assert table.cells["8", "below"] == HIDDEN
    assert sum(cell == HIDDEN for cell in table.row_totals.values()) >= 2
