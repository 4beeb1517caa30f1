"""The attack before publishing: what could somebody work out from everything that is shown?

An attacker is a function from the views of a publication to findings. The one kept here narrows
ranges line by line until nothing moves; a stronger one (linear programming) has the same shape.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .suppression import BASE, HIGH, LOW, THRESHOLD, Cell, Shown, Table

NARROWEST = 4  # a hidden count under the threshold must stay at least this vague
Range = tuple[float, float]
INFINITY = float("inf")


@dataclass(frozen=True)
class Finding:
    """A hidden cell that is not hidden enough."""

    view: str
    cell: Cell
    low: float
    high: float


Attacker = Callable[[Mapping[str, Table]], list[Finding]]


def known(cell: Shown, line: Range = (0, INFINITY), slack: int = BASE // 2) -> Range:
    """What a shown value says about the count behind it; `line` is what is known of its row.

    `slack` is how far rounding may have moved a figure; 0 attacks a policy that does not round.
    """
    if cell.code == "hidden":
        return 0, INFINITY
    if cell.code == "high":
        return max(THRESHOLD, (HIGH - 1) / 100 * (line[0] - slack) - slack), line[1]
    if cell.code == "low":
        return THRESHOLD, max(THRESHOLD, (LOW + 1) / 100 * (line[1] + slack) + slack)
    shown = cell.n or 0
    return max(THRESHOLD, shown - slack), shown + slack


def ranges(table: Table, slack: int = BASE // 2) -> dict[Cell, Range]:
    """The range of every interior cell after all lines have been used against each other."""
    total = known(table.total, slack=slack)
    row = {name: known(cell, slack=slack) for name, cell in table.row_totals.items()}
    column = {name: known(cell, total, slack) for name, cell in table.column_totals.items()}
    found = {key: known(cell, row[key[0]], slack) for key, cell in table.cells.items()}
    for _ in range(50):
        before = (dict(found), dict(row), dict(column))
        for name in table.rows:
            row[name] = _squeeze(found, [(name, c) for c in table.columns], row[name])
        for name in table.columns:
            column[name] = _squeeze(found, [(r, name) for r in table.rows], column[name])
        _squeeze(row, list(table.rows), total)
        _squeeze(column, list(table.columns), total)
        if before == (found, row, column):
            break
    return found


def _squeeze(parts: dict, names: list, whole: Range) -> Range:
    """Each part is the whole less the others; the whole is the sum of its parts."""
    low, high = sum(parts[name][0] for name in names), sum(parts[name][1] for name in names)
    whole = max(whole[0], low), min(whole[1], high)
    for name in names:
        others = [parts[other] for other in names if other != name]
        least = whole[0] - sum(each[1] for each in others)
        most = whole[1] - sum(each[0] for each in others)
        parts[name] = max(parts[name][0], least), min(parts[name][1], most)
    return whole


def subtraction(views: Mapping[str, Table]) -> list[Finding]:
    """Every hidden cell whose range is too narrow and could be a small count."""
    return [
        Finding(name, key, low, high)
        for name, table in views.items()
        for key, (low, high) in ranges(table).items()
        if table.cells[key].code == "hidden" and high - low < NARROWEST and low < THRESHOLD
    ]


def attacked(views: Mapping[str, Table], attackers: Iterable[Attacker]) -> list[Finding]:
    """What all attackers together have found."""
    return [finding for attacker in attackers for finding in attacker(views)]
