"""Scoring as tables: every method, every published rule, every way of missing answers."""

from fractions import Fraction
from itertools import product

import pytest

from surveys.actions.authoring import shipped
from surveys.rules.form import BadForm, parse
from surveys.rules.scoring import Band, applicable, score
from surveys.rules.totals import total

FORMS = {each.code: parse(each.questions, each.scoring) for each in shipped()}
YES, NO, OPEN = 1, 0, None


def question(name, options=4, **more):
    rows = [{"code": str(n), "value": n} for n in range(options)]
    return {"id": name, "options": rows, **more}


def simple(method, n=5, **scoring):
    reverse = scoring.pop("reverse", ())
    rows = [question(f"q{i}", reverse=i in reverse) for i in range(n)]
    return parse(rows, {"total": method, **scoring})


@pytest.mark.parametrize(
    ("method", "choices", "low", "high"),
    [
        ("sum", (0, 1, 2, 3, 3), 9, 9),
        ("mean", (0, 1, 2, 3, 3), Fraction(9, 5), Fraction(9, 5)),
        ("count", (0, 1, 2, 3, 3), 4, 4),
        ("sum", (0, 1, 2, 3, None), 6, 9),
        ("mean", (0, 1, 2, 3, None), Fraction(6, 5), Fraction(9, 5)),
        ("count", (0, 1, 2, 3, None), 3, 4),
        ("sum", (None,) * 5, 0, 15),
        ("count", (None,) * 5, 0, 5),
    ],
)
def test_totals_show_what_is_missing(method, choices, low, high):
    bounds = total(simple(method), choices)
    assert (bounds.low, bounds.high) == (low, high)
    assert bounds.known is (low == high)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [((3, 3, 3, 3, None), 15), ((3, 3, 3, None, None), None), ((0, 0, 0, 1, None), Fraction(5, 4))],
)
def test_sums_are_prorated_up_to_a_fifth_and_no_further(choices, expected):
    bounds = total(simple("sum", missing={"max_share": 0.2}), choices)
    assert (bounds.low if bounds.known else None) == expected


def test_reverse_items_turn_round():
    assert total(simple("sum", reverse={0, 4}), (0, 0, 0, 0, 0)).low == 6


def test_subscales_may_count_in_their_own_way():
    form = simple("sum", subscales={"a": {"items": ["q0", "q1"], "method": "count"}})
    scored = score(form, (3, 0, 1, 1, 1))
    assert scored.subscales["a"].low == 1
    assert scored.value == 6


def test_a_cut_for_boys_is_not_a_cut_for_girls():
    def rule(code, band, cut, scope):
        tree = {"scale": "total", "at_least": cut}
        return {"code": code, "band": band, "tree": tree, "scope": scope}

    rules = [
        rule("m", "flagged", 5, {"sex": "m"}),
        rule("f", "flagged", 9, {"sex": "f"}),
        rule("g", "watch", 1, {"grades": [7, 9]}),
    ]
    form = simple("sum", rules=rules)
    bands = {sex: score(form, (3, 2, 0, 0, 0), sex=sex).band for sex in "mfu"}
    assert bands == {"m": Band.FLAGGED, "f": Band.WATCH, "u": Band.WATCH}
    assert score(form, (3, 2, 0, 0, 0), sex="f", grade=5).band is Band.BELOW


def test_young_and_beard_wolf_for_every_pattern():
    for answers in product([YES, NO], repeat=8):
        check_both_rules(answers)


def check_both_rules(answers):
    scored = score(FORMS["iu8c"], (*answers, 0))
    young = sum(answers) >= 5
    beard_wolf = all(answers[:5]) and any(answers[5:])
    assert scored.rules == {"young5": young, "beard_wolf": beard_wolf}
    expected = Band.FLAGGED if beard_wolf else Band.WATCH if young else Band.BELOW
    assert scored.band is expected
    assert scored.decided == (("beard_wolf",) if beard_wolf else ("young5",) if young else ())
    routed = score(FORMS["iu8c"], (*answers, 0), routing="young5")
    assert (routed.band is Band.FLAGGED) is young
    assert routed.decided == (("young5",) if young else ())
    assert scored.value == sum(answers)


def test_a_form_without_rules_puts_nobody_anywhere():
    scored = score(simple("sum"), (3, 3, 3, 3, 3))
    assert (scored.band, scored.kept_band, scored.decided) == (Band.NO_CUTS, None, ())
    assert score(FORMS["iu8c"], (NO,) * 9).kept_band == 0


def test_an_open_answer_says_exactly_what_it_could_still_become():
    """Three-valued: a rule is open if and only if some way of filling the gaps changes it."""
    for answers in product([YES, NO, OPEN], repeat=8):
        check_open_rules(answers)


def check_open_rules(answers):
    scored = score(FORMS["iu8c"], (*answers, 0))
    gaps = [place for place, answer in enumerate(answers) if answer is None]
    possible = set()
    for filled in product([YES, NO], repeat=len(gaps)):
        whole = list(answers)
        for place, answer in zip(gaps, filled, strict=True):
            whole[place] = answer
        possible.add(sum(whole) >= 5)
    assert scored.rules["young5"] == (possible.pop() if len(possible) == 1 else None)


@pytest.mark.parametrize(
    ("met", "missing", "band"),
    [
        (5, 0, Band.FLAGGED), (4, 0, Band.WATCH), (3, 0, Band.WATCH), (2, 0, Band.BELOW),
        (5, 4, Band.FLAGGED), (4, 1, Band.INCOMPLETE), (3, 1, Band.WATCH), (3, 2, Band.INCOMPLETE),
        (2, 1, Band.INCOMPLETE), (1, 1, Band.BELOW), (0, 9, Band.INCOMPLETE),
    ],
)  # fmt: skip
def test_nine_criteria_with_gaps(met, missing, band):
    marks = [2] * met + [None] * missing + [1] * (9 - met - missing)
    assert score(FORMS["igd9c"], (1, *marks, 0, 0)).band is band


@pytest.mark.parametrize(("option", "met"), [(0, 0), (1, 0), (2, 9), (3, 9)])
def test_a_criterion_is_met_at_often_or_higher(option, met):
    assert len(score(FORMS["igd9c"], (1, *[option] * 9, 0, 0)).met) == met


def test_no_gaming_is_not_applicable_and_never_zero():
    choices = (0, *[None] * 11)
    scored = score(FORMS["igd9c"], choices)
    assert (scored.band, scored.value, scored.met) == (Band.NOT_APPLICABLE, None, ())
    assert applicable(FORMS["igd9c"], choices) == (True, *[False] * 11)
    assert all(applicable(FORMS["igd9c"], (None, *[0] * 11)))


@pytest.mark.parametrize(
    ("features", "impaired", "months", "band"),
    [
        ((2, 2, 2), True, 4, Band.FLAGGED), ((2, 2, 2), True, 3, Band.RECHECK),
        ((2, 2, 2), False, 4, Band.BELOW), ((2, 2, 1), True, 4, Band.BELOW),
        ((2, 2, 2), True, None, Band.INCOMPLETE), ((2, 2, None), True, 4, Band.INCOMPLETE),
        ((2, 1, None), True, 4, Band.BELOW),
    ],
)  # fmt: skip
def test_icd_11_needs_features_impairment_and_a_year(features, impaired, months, band):
    impairment = (0, 3 if impaired else 1, 0, 0)
    assert score(FORMS["gd3c"], (1, *features, *impairment, months, 0)).band is band


@pytest.mark.parametrize(
    ("core", "others", "harm", "hours", "months", "band"),
    [
        ((2, 2), (0, 0, 2, 0, 0), 2, 3, 3, Band.FLAGGED),
        ((2, 2), (0, 0, 0, 0, 0), 2, 3, 3, Band.BELOW),
        ((2, 1), (3, 3, 3, 3, 3), 3, 3, 3, Band.BELOW),
        ((2, 2), (0, 2, 0, 0, 0), 1, 3, 3, Band.WATCH),
        ((2, 2), (0, 2, 0, 0, 0), 2, 2, 3, Band.WATCH),
        ((2, 2), (0, 2, 0, 0, 0), 2, 3, 2, Band.WATCH),
        ((2, 2), (0, 2, 0, 0, 0), 2, 3, None, Band.INCOMPLETE),
    ],
)  # fmt: skip
def test_tao_needs_two_plus_one_impairment_and_course(core, others, harm, hours, months, band):
    assert score(FORMS["iu7t"], (*core, *others, harm, hours, months)).band is band


def ruled(tree):
    return [question("a")], {"total": "sum", "rules": [{"code": "r", "tree": tree}]}


@pytest.mark.parametrize(
    ("rows", "scoring", "says"),
    [
        ([question("a"), question("a")], {"total": "sum"}, "share an id"),
        ([question("a", options=1)], {"total": "sum"}, "two options"),
        ([question("a", skip_when=["9"])], {"total": "sum"}, "skip_when"),
        ([question(n, skip_when=["0"]) for n in "ab"], {"total": "sum"}, "filter"),
        ([question("a")], {"total": "median"}, "sum, mean or count"),
        ([question("a")], {"total": "sum", "subscales": {"s": {"items": ["z"]}}}, "unknown items"),
        (*ruled("z"), "unknown item"),
        (*ruled({"item": "z", "at_least": 1}), "unknown item"),
        (*ruled({"scale": "z", "at_least": 1}), "unknown scale"),
        (*ruled({"all": [{"no": 1}]}), "says nothing"),
        (*ruled({"not": "z"}), "unknown item"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused_with_the_place(rows, scoring, says):
    with pytest.raises(BadForm, match=says):
        parse(rows, scoring)


def test_not_turns_a_rule_round_and_keeps_open_open():
    rules = [{"code": "r", "band": "watch", "tree": {"not": "q0"}}]
    form = simple("count", rules=rules)
    truths = {n: score(form, (n, 0, 0, 0, 0)).rules["r"] for n in (0, 1, None)}
    assert truths == {0: True, 1: False, None: None}
