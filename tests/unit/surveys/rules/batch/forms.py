"""Random forms with random answers, as hypothesis draws them."""

from typing import Any

import hypothesis.strategies as st

from surveys.rules.form import Form, parse

BANDS = ("watch", "recheck", "flagged")
SCOPES = ({}, {}, {"sex": "f"}, {"sex": "m"}, {"grades": [5, 8]}, {"sex": "m", "grades": [7, 12]})


@st.composite
def _items(draw: Any) -> list[dict]:
    rows = []
    for number in range(draw(st.integers(1, 9))):
        size = draw(st.integers(2, 5))
        values = draw(
            st.sampled_from(
                [
                    list(range(size)),
                    list(range(1, size + 1)),
                    list(range(size, 0, -1)),
                    [n * 30 - 20 for n in range(size)],
                    draw(st.lists(st.integers(-4, 90), min_size=size, max_size=size)),
                ]
            )
        )
        row: dict[str, Any] = {
            "id": f"q{number}",
            "options": [{"code": str(n), "value": value} for n, value in enumerate(values)],
            "reverse": draw(st.booleans()),
            "scored": draw(st.sampled_from([True, True, True, False])),
        }
        if draw(st.booleans()):
            row["met_at"] = draw(st.integers(-1, 4))
        rows.append(row)
    if draw(st.integers(0, 3)) == 0:
        filter_ = rows[draw(st.integers(0, len(rows) - 1))]
        filter_["skip_when"] = [option["code"] for option in filter_["options"][::2]]
    return rows


def _some_of(branches: list[Any], wanted: int) -> dict[str, Any]:
    """Never more than there are: `parse` refuses that."""
    return {"of": branches, "at_least": min(wanted, len(branches))}


def _trees(ids: list[str], scales: list[str]) -> st.SearchStrategy:
    cuts = st.one_of(st.integers(-10, 60), st.sampled_from([0.1, 1.5, 2.3333333, 3.15, 10.5]))
    leaves = st.one_of(
        st.sampled_from(ids),
        st.fixed_dictionaries({"item": st.sampled_from(ids), "at_least": cuts}),
        st.fixed_dictionaries({"scale": st.sampled_from(scales), "at_least": cuts}),
    )
    return st.recursive(
        leaves,
        lambda branch: st.one_of(
            st.fixed_dictionaries({"all": st.lists(branch, max_size=3)}),
            st.fixed_dictionaries({"any": st.lists(branch, max_size=3)}),
            st.fixed_dictionaries({"not": branch}),
            st.builds(_some_of, st.lists(branch, max_size=4), st.integers(0, 4)),
        ),
        max_leaves=6,
    )


@st.composite
def forms(draw: Any) -> Form:
    """Any form that `parse` takes: filters, reverse items, scales of every kind, scoped rules."""
    rows = draw(_items())
    ids = [row["id"] for row in rows]
    kinds = st.sampled_from(["sum", "mean", "count"])
    subscales = {
        f"s{number}": {"items": members, **({"method": draw(kinds)} if draw(st.booleans()) else {})}
        for number, members in enumerate(
            draw(st.lists(st.lists(st.sampled_from(ids), unique=True), max_size=2))
        )
    }
    trees = _trees(ids, ["total", *subscales])
    codes = draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True))
    scoring: dict[str, Any] = {
        "total": draw(kinds),
        "missing": draw(
            st.sampled_from(
                [{"rule": "zero"}, *({"max_share": share} for share in (0, 0.2, 0.5, 1))]
            )
        ),
        "subscales": subscales,
        "routing": draw(st.sampled_from(["", *codes])),
        "rules": [
            {
                "code": code,
                "band": draw(st.sampled_from(BANDS)),
                "tree": draw(trees),
                "scope": draw(st.sampled_from(SCOPES)),
            }
            for code in codes
        ],
    }
    if draw(st.booleans()):
        scoring["met_at"] = draw(st.integers(0, 3))
    return parse(rows, scoring)


def answers(form: Form, rows: int, *, gaps: bool = True) -> st.SearchStrategy:
    """So many sets of answers to that form, each choice an option number or None."""
    choice = [
        st.sampled_from([*range(len(item.values)), *([None] if gaps else [])])
        for item in form.items
    ]
    return st.lists(st.tuples(*choice), min_size=1, max_size=rows)
