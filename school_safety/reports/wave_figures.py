"""The frozen figures of one wave -> what may be shown of them. Nothing else leaves for a reader.

Counts under 10 are hidden and the others rounded to 5 (`suppression`); means are rounded sums over
rounded counts; an item is shown only where at least ten students did not give its commonest answer;
a percentile only where at least ten stand on either side of it; figures without the cases of caution
only where there are ten such cases.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from surveys.queries.norms import wilson

from . import change, frames, measures
from .audit import Attacker, subtraction
from .suppression import BASE, HIDDEN, THRESHOLD, Shown, hide, protect, rounded, shown

Plain = dict[str, Any]
ATTACKERS: tuple[Attacker, ...] = (subtraction,)
PLACES = 3
SHARES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
SEXES = ("f", "m", "u")
UNKNOWN = "u"
STATES = {"ok": "0", "caution": "1", "invalid": "2"}  # rules.validity.Validity
FLAGGED = "3"


def protected(
    figures: Mapping[str, Any],
    *,
    slips: tuple[int, int],
    asked: Any,
    attackers: Iterable[Attacker] = ATTACKERS,
) -> Plain:
    """The object of `wave_report`. `slips` = invited, handed in; `asked` = what asked for a talk."""
    invited, done = slips
    sheets = figures["sheets"]
    caution = figures["validity"].get(STATES["caution"], 0)
    answers = figures["answers"] if sheets >= THRESHOLD else None
    sure = figures["without_caution"] if caution >= THRESHOLD else None
    tables = bands(figures, list(attackers))
    hidden = done < THRESHOLD or invited < THRESHOLD
    return {
        **quality(answers),
        "without_caution": quality(sure) if sure else None,
        "completion": {
            "invited": measures.plain(HIDDEN if hidden else shown(invited)),
            "handed_in": measures.plain(HIDDEN if hidden else shown(done, invited)),
        },
        "bands": tables,
        "validity": line(
            {name: figures["validity"].get(code, 0) for name, code in STATES.items()}, sheets
        ),
        "flags": flags(asked, sheets, tables),
        "follow_up": follow_up(asked),
        "norms": norms(figures["histogram"]),
        "fairness": fairness(figures["bias"], tables),
        "design": design(figures["design"]) if sheets >= THRESHOLD else None,
        "careless": {
            name: measures.plain(shown(figures["careless"][name] or 0, sheets))
            for name in ("far", "one_answer")
        },
        "protection": {"threshold": THRESHOLD, "base": BASE},
    }


def quality(found: Plain | None) -> Plain:
    """Reliability and items; all None where fewer than ten answered everything."""
    few = found is None or found["n"] < THRESHOLD
    if few or found is None:
        empty = dict.fromkeys(("omega", "split_half", "parallel_analysis", "one_factor"))
        ends = {"floor": None, "ceiling": None}
        note = [{"code": "few"}]
        return {
            "n": None,
            "n_items": None,
            "alpha": None,
            "items": [],
            **empty,
            **ends,
            "notes": note,
        }
    n = found["n"]
    made = {name: _round(found[name]) for name in QUALITY}
    made["n"] = rounded(n)
    made["n_rows"] = rounded(found["n_rows"])
    for part in ("omega", "one_factor", "split_half", "parallel_analysis"):
        if isinstance(made[part], dict) and "n" in made[part]:
            made[part]["n"] = rounded(made[part]["n"])
    made["items"] = [item(row) for row in found["items"]]
    made |= _ends(found, n)
    return made


QUALITY = (
    *("n_items", "alpha", "omega", "one_factor", "split_half", "parallel_analysis", "notes"),
)


def _ends(found: Plain, n: int) -> Plain:
    total = found["total"]
    if total is None:
        return {"floor": None, "ceiling": None, "total": None}
    made: Plain = {"total": {"min": total["min"], "max": total["max"]}}
    for name in ("floor", "ceiling"):
        cell = shown(round(found[name] * n), n)
        made[name] = None if cell.share is None else cell.share / 100
        made["total"][f"{name}_code"] = cell.code
        made["total"][f"{name}_flagged"] = bool(total[f"{name}_flagged"] and cell != HIDDEN)
    return made


def item(row: Plain) -> Plain:
    """Mean and spread only where ten or more stand apart from the commonest answer."""
    made = {"name": row["name"], "n": rounded(row["n"]), "few": row["away"] < THRESHOLD}
    if made["few"]:
        return {**made, **dict.fromkeys(("mean", "sd", "item_total_r", "alpha_if_deleted"))}
    return {
        **made,
        "mean": round(mean(row["mean"], row["n"]), 2),
        "sd": round(row["sd"], 1),
        "item_total_r": _round(row["item_total_r"], 2),
        "alpha_if_deleted": _round(row["alpha_if_deleted"]),
    }


def mean(value: float, n: int) -> float:
    """The sum rounded to 5 over the count rounded to 5."""
    return rounded(round(value * n)) / max(rounded(n), 1)


def _round(value: Any, places: int = PLACES) -> Any:
    if isinstance(value, dict):
        return {name: _round(each, places) for name, each in value.items()}
    if isinstance(value, list):
        return [_round(each, places) for each in value]
    return round(value, places) if isinstance(value, float) else value


def line(counts: Mapping[str, int], of: int) -> dict[str, Plain]:
    """Counts that add up to a whole, hidden so that none can be subtracted."""
    if of < THRESHOLD:
        return {name: measures.plain(HIDDEN) for name in counts}
    gone = hide(counts)
    return {
        name: measures.plain(HIDDEN if name in gone else shown(n, of)) for name, n in counts.items()
    }


def bands(figures: Mapping[str, Any], attackers: list[Attacker]) -> Plain | None:
    """By grade, by sex and, in a school with both, by boarding; None where nothing safe is left."""
    rows = [{"school_id": "", **row} for row in figures["by"] if row["band"] != frames.NO_CUTS]
    frame = frames.results(rows)
    if frame["n"].sum() < measures.SMALLEST:
        return None
    both = {"b", "d"} <= set(frames.names(frame, "boarding"))
    by = (*measures.BY, "boarding") if both else measures.BY
    views, found = measures.protected(frames.joined(frame), attackers, by)
    if found:
        return None
    return {view: measures.frozen(table) for view, table in views.items()}


def flags(asked: Any, sheets: int, tables: Plain | None) -> dict[str, Plain]:
    """Each kind by itself: one sheet can ask for a talk in two ways. What reached the cut is the band
    of the tables, so that the two can never be held against each other."""
    made = {kind: measures.plain(_of(asked.kinds.get(kind, 0), sheets)) for kind in OTHERS}
    return {"cut": _cut(tables), **made}


OTHERS = ("talk", "safety")


def _cut(tables: Plain | None) -> Plain:
    if tables is None:
        return measures.plain(HIDDEN)
    table = tables["grade"]
    found: Plain = table["column_totals"][table["columns"].index(FLAGGED)]
    return found


def _of(n: int, whole: int) -> Shown:
    """A part of a whole whose rest must be no small count either."""
    return HIDDEN if 0 < whole - n < THRESHOLD else shown(n, whole)


def follow_up(asked: Any) -> dict[str, Plain]:
    """Cases that rest on the wave; what a person decided about them adds up."""
    decided = {name: getattr(asked, name) for name in ("confirmed", "dismissed", "waiting")}
    cases = asked.cases
    return {
        "cases": measures.plain(shown(cases)),
        "talked": measures.plain(_of(asked.talked, cases)),
        **line(decided, cases),
    }


def norms(histogram: list[Plain]) -> list[Plain]:
    """Rows of grade, sex, n, mean, percentiles; "" stands for all of them."""
    counts: dict[tuple[str, str], int] = {}
    for row in histogram:
        key = (f"{row['grade']:02d}", row["sex"])
        counts[key] = counts.get(key, 0) + row["n"]
    grades = sorted({grade for grade, _sex in counts})
    sexes = [sex for sex in SEXES if any(name == sex for _grade, name in counts)]
    table = protect(counts, grades, sexes)
    made = [norm(histogram, "", "", table.total)]
    for grade in grades:
        made.append(norm(histogram, grade, "", table.row_totals[grade]))
        made += [
            norm(histogram, grade, sex, table.cells[grade, sex]) for sex in sexes if sex != UNKNOWN
        ]
    return made


def norm(histogram: list[Plain], grade: str, sex: str, cell: Shown) -> Plain:
    """One cell: hidden, or with the percentiles that ten stand on either side of."""
    made: Plain = {"grade": grade, "sex": sex, "n": None, "mean": None, "percentiles": {}}
    counted: dict[int, int] = {}
    for row in histogram:
        if grade in {"", f"{row['grade']:02d}"} and sex in {"", row["sex"]}:
            counted[row["score"]] = counted.get(row["score"], 0) + row["n"]
    n = sum(counted.values())
    if cell == HIDDEN or n < THRESHOLD:
        return made
    values = [score for score, count in sorted(counted.items()) for _ in range(count)]
    return made | {
        "n": rounded(n),
        "mean": round(rounded(sum(values)) / rounded(n), 1),
        "percentiles": {
            f"{100 * share:.0f}": round(change.percentile(values, share) or 0, 1)
            for share in SHARES
            if min(share, 1 - share) * n >= THRESHOLD
        },
    }


def fairness(found: Mapping[str, Any], tables: Plain | None) -> Plain:
    """Item bias by sex and by grade, only computed from 200 a group on; and the share of each group
    that is asked for a talk, with an interval around the rounded figures."""
    made = {name: _round(row) for name, row in found.items()}
    return {**made, "flagged": {view: _flagged(table) for view, table in (tables or {}).items()}}


def _flagged(table: Plain) -> list[Plain]:
    place = table["columns"].index(FLAGGED)
    return [_group(row["name"], row["cells"][place], row["total"]) for row in table["rows"]]


def _group(name: str, cell: Plain, whole: Plain) -> Plain:
    found = wilson(cell["n"], whole["n"]) if cell["n"] and whole["n"] else None
    ends = {"low": round(found.low, 2), "high": round(found.high, 2)} if found else {}
    return {"name": name, **cell, "low": None, "high": None, **ends}


def design(found: Plain | None) -> Plain | None:
    """What classes do to the certainty of a share."""
    if found is None:
        return None
    return {"rho": round(found["rho"], 2), "effect": round(found["effect"], 2)}
