"""No cell small enough to name a child ever leaves this file. Plain Python.

Four walls: a count under 10 is hidden; whatever could be subtracted to find it is hidden too; what
is shown is rounded to 5; a share near 0 or 100 % is only called that. `audit.py` then attacks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

THRESHOLD = 10
BASE = 5
HIGH, LOW = 95, 5  # per cent

Cell = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """What may be printed of one count. `code`: "" shown, hidden, high (≥95 %), low (≤5 %)."""

    n: int | None
    share: int | None = None
    code: str = ""


HIDDEN = Shown(None, None, "hidden")


@dataclass(frozen=True)
class Table:
    """A protected table: interior cells, and the totals that may be shown beside them."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Cell, Shown]
    row_totals: Mapping[str, Shown]
    column_totals: Mapping[str, Shown]
    total: Shown


def rounded(n: int) -> int:
    """To the nearest 5."""
    return BASE * round(n / BASE)


def shown(n: int, of: int | None = None) -> Shown:
    """A count that may be shown, with its share of the rounded whole."""
    if n < THRESHOLD:
        return HIDDEN
    if not of:
        return Shown(rounded(n))
    share = round(100 * rounded(n) / max(rounded(of), 1))
    if share >= HIGH:
        return Shown(None, HIGH, "high")
    if share <= LOW:
        return Shown(None, LOW, "low")
    return Shown(rounded(n), share)


def hide(counts: Mapping[str, int], already: Iterable[str] = ()) -> frozenset[str]:
    """The names on one line that must be hidden when the line's total is shown."""
    hidden = set(already) | {name for name, n in counts.items() if n < THRESHOLD}
    while _can_be_subtracted(counts, hidden):
        rest = [name for name in counts if name not in hidden]
        if not rest:
            break
        hidden.add(min(rest, key=lambda name: (counts[name], name)))
    return frozenset(hidden)


def _can_be_subtracted(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """One hidden cell is the total less the rest; several are as good as one if they sum to little."""
    return bool(hidden) and (len(hidden) == 1 or sum(counts[name] for name in hidden) < THRESHOLD)


def protect(
    counts: Mapping[Cell, int],
    rows: Iterable[str],
    columns: Iterable[str],
    *,
    hidden_columns: Iterable[str] = (),
    more: Iterable[Cell] = (),
) -> Table:
    """The table as it may be shown. `hidden_columns` are hidden in every table of a publication;
    `more` are cells that an attack could still narrow down."""
    names, kinds = tuple(rows), tuple(columns)
    full = {(r, c): counts.get((r, c), 0) for r in names for c in kinds}
    by_row = {r: sum(full[r, c] for c in kinds) for r in names}
    by_column = {c: sum(full[r, c] for r in names) for c in kinds}
    total = sum(by_row.values())
    if total < THRESHOLD:
        nothing = dict.fromkeys(full, HIDDEN)
        return Table(
            names,
            kinds,
            nothing,
            dict.fromkeys(names, HIDDEN),
            dict.fromkeys(kinds, HIDDEN),
            HIDDEN,
        )
    gone_rows = hide(by_row)
    gone_columns = hide(by_column, hidden_columns)
    hidden = {(r, c) for r, c in full if r in gone_rows or c in gone_columns} | set(more)
    _complete(full, names, kinds, gone_rows, gone_columns, hidden)
    return Table(
        names,
        kinds,
        {key: HIDDEN if key in hidden else shown(n, by_row[key[0]]) for key, n in full.items()},
        {r: HIDDEN if r in gone_rows else shown(by_row[r]) for r in names},
        {c: HIDDEN if c in gone_columns else shown(by_column[c], total) for c in kinds},
        shown(total),
    )


def _complete(
    full: Mapping[Cell, int],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    gone_rows: frozenset[str],
    gone_columns: frozenset[str],
    hidden: set[Cell],
) -> None:
    """Hide along rows and columns in turn until no line can be solved."""
    lines = [[(r, c) for c in columns] for r in rows if r not in gone_rows]
    lines += [[(r, c) for r in rows] for c in columns if c not in gone_columns]
    while True:
        before = len(hidden)
        for line in lines:
            by_name = {str(index): full[key] for index, key in enumerate(line)}
            already = [str(index) for index, key in enumerate(line) if key in hidden]
            hidden |= {line[int(index)] for index in hide(by_name, already)}
        if len(hidden) == before:
            return
