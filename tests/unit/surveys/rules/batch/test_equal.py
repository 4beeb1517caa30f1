"""The block scorer says exactly what the scorer of one sheet says, for any form and any answers."""

from fractions import Fraction
from itertools import product

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from surveys.actions.authoring import shipped
from surveys.rules.batch import ABSENT, MISSING, OPEN, Plan, unpack_all
from surveys.rules.form import Form, parse
from surveys.rules.packing import BadAnswers, pack
from surveys.rules.scoring import Band, Score, score
from surveys.rules.validity import longest_run
from tests.unit.surveys.rules.batch.forms import answers, forms

SHIPPED = {each.code: parse(each.questions, each.scoring) for each in shipped()}
STATED = {True: 1, False: 0, None: OPEN}


def block_of(sheets) -> np.ndarray:
    rows = [[MISSING if choice is None else choice for choice in sheet] for sheet in sheets]
    return np.ascontiguousarray(np.array(rows, np.int8).T)


def assert_equal(form: Form, sheets, *, sexes=None, grades=None, routing: str = "") -> None:
    """Score the block once and every sheet alone."""
    sexes, grades = sexes or ["u"] * len(sheets), grades or [7] * len(sheets)
    found = Plan(form, routing=routing).score(
        block_of(sheets), sex=np.array(sexes), grade=np.array(grades)
    )
    for row, sheet in enumerate(sheets):
        alone = score(form, sheet, sex=sexes[row], grade=grades[row], routing=routing)
        assert found.band[row] == alone.band, (row, sheet)
        assert found.run[row] == longest_run(form, sheet)
        if alone.band is Band.NOT_APPLICABLE:
            assert found.applies is not None
            assert not found.applies[row]
        else:
            assert_row(found, row, alone)


def assert_row(found, row: int, alone: Score) -> None:
    assert bounds(found.total, row) == (alone.bounds.low, alone.bounds.high)
    assert {name: bounds(each, row) for name, each in found.subscales.items()} == {
        name: (each.low, each.high) for name, each in alone.subscales.items()
    }
    rules = {code: int(stated[row]) for code, stated in found.rules.items()}
    assert {code: stated for code, stated in rules.items() if stated != ABSENT} == {
        code: STATED[truth] for code, truth in alone.rules.items()
    }


def bounds(figures, row: int) -> tuple[Fraction, Fraction]:
    over = figures.over if isinstance(figures.over, int) else int(figures.over[row])
    return Fraction(int(figures.low[row]), over), Fraction(int(figures.high[row]), over)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_form_and_any_answers(data):
    form = data.draw(forms())
    sheets = data.draw(answers(form, 12, gaps=data.draw(st.booleans())))
    sexes = data.draw(st.lists(st.sampled_from("mfu"), min_size=len(sheets), max_size=len(sheets)))
    grades = data.draw(st.lists(st.integers(1, 12), min_size=len(sheets), max_size=len(sheets)))
    routing = data.draw(st.sampled_from(["", "a", "c"]))
    assert_equal(form, sheets, sexes=sexes, grades=grades, routing=routing)


@pytest.mark.parametrize("code", ["gd3c", "igd9c", "iu7t", "iu8c"])
def test_the_shipped_forms_with_and_without_gaps(code):
    form, random = SHIPPED[code], np.random.default_rng(7)
    sheets = [
        tuple(
            None if random.random() < share else int(random.integers(len(item.values)))
            for item in form.items
        )
        for share in (0.0, 0.02, 0.4)
        for _ in range(400)
    ]
    assert_equal(form, sheets)
    for routing in (rule["code"] for rule in form.scoring["rules"]):
        assert_equal(form, sheets[:300], routing=routing)


def test_every_pattern_of_young_with_up_to_all_missing():
    choices = [*product((0, 1, None), repeat=8)][::5]
    assert_equal(SHIPPED["iu8c"], [(*sheet, 0) for sheet in choices])


def test_a_form_longer_than_a_byte_counts():
    rows = [
        {"id": f"q{n}", "options": [{"code": str(v), "value": v} for v in range(1, 6)]}
        for n in range(140)
    ]
    form = parse(rows, {"total": "sum", "missing": {"max_share": 0.2}})
    assert_equal(form, [(4,) * 140, (0,) * 140, (4,) * 139 + (None,), (None,) * 140])
    many = parse(rows, {"total": "count", "met_at": 2})
    assert_equal(many, [(4,) * 140, (None,) * 140])


def test_packed_texts_become_a_block():
    sheets = [(0, 3, None), (1, None, 1)]
    texts = [pack(sheet, (True, True, place == 1)) for place, sheet in enumerate(sheets)]
    assert texts == ["03x", "1-1"]
    assert (unpack_all(texts, [4, 4, 4]) == block_of(sheets)).all()
    assert unpack_all([], [4, 4]).shape == (2, 0)


@pytest.mark.parametrize(
    "texts", [["0"], ["00", "0"], ["000", "0"], ["04"], ["0 "], ["0一"], ["0p"]]
)
def test_packed_texts_that_do_not_fit_are_refused(texts):
    with pytest.raises(BadAnswers):
        unpack_all(texts, [4, 4])
