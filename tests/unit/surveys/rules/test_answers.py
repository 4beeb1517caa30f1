"""Packing, validity, flags, capacity and the planner's rules as tables."""

import pytest

from surveys.actions.authoring import shipped
from surveys.rules import flagging, validity
from surveys.rules.definition import read
from surveys.rules.form import BadForm, parse
from surveys.rules.packing import BadAnswers, pack, unpack
from surveys.rules.scoring import score
from surveys.rules.validity import Validity

IGD = next(parse(each.questions, each.scoring) for each in shipped() if each.code == "igd9c")
PLAIN = (1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 0, 0)


def test_packing_round_trip():
    text = pack((0, 3, None, 1), (True, True, True, False))
    assert text == "03-x"
    assert unpack(text, [4, 4, 4, 4]) == (0, 3, None, None)
    assert pack((0, None)) == "0-"


@pytest.mark.parametrize("text", ["0", "000", "04", "0 ", "0\u4e00", "0;"])
def test_packed_text_that_does_not_fit_is_refused(text):
    with pytest.raises(BadAnswers):
        unpack(text, [4, 4])


@pytest.mark.parametrize(
    ("elapsed", "reported", "state", "reasons"),
    [
        (60.0, None, Validity.OK, ()),
        (18.0, None, Validity.CAUTION, ("fast",)),
        (6.0, None, Validity.CAUTION, ("very_fast",)),
        (60.0, [1.5] * 12, Validity.CAUTION, ("fast",)),
        (60.0, [9.0] * 12, Validity.OK, ()),  # reported more than the server saw: not believed
        (60.0, [1.0] * 3, Validity.OK, ()),  # too few reports: the server's mean counts
    ],
)
def test_speed(elapsed, reported, state, reasons):
    found = validity.check(IGD, PLAIN, elapsed=elapsed, reported=reported)
    assert (found.state, found.reasons) == (state, reasons)


def test_an_honest_row_of_never_is_no_caution():
    nine = (1, *[0] * 9, 0, 0)
    assert validity.check(IGD, nine, elapsed=60.0).state is Validity.OK
    assert validity.longest_run(IGD, nine) == 9


def test_nothing_answered_has_no_pace():
    assert validity.check(IGD, (None,) * 12, elapsed=1.0).state is Validity.OK


def _mixed(n):
    rows = [
        {
            "id": f"q{i}",
            "options": [{"code": str(v), "value": v} for v in range(4)],
            "reverse": i % 2 == 0,
        }
        for i in range(n)
    ]
    return parse(rows, {"total": "sum"})


@pytest.mark.parametrize(
    ("n", "choices", "elapsed", "state"),
    [
        (12, (3,) * 12, 100.0, Validity.CAUTION),  # contradiction with its long run: one check
        (12, (3,) * 12, 10.0, Validity.INVALID),
        (12, (0, 3) * 6, 100.0, Validity.OK),
        (8, (3,) * 8, 100.0, Validity.CAUTION),
    ],
)
def test_pattern_and_speed_together_make_invalid(n, choices, elapsed, state):
    assert validity.check(_mixed(n), choices, elapsed=elapsed).state is state


def _safe():
    rows = [
        {"id": "s", "options": [{"code": "n", "value": 0}, {"code": "y", "value": 1}], "safety_at": 1},
        {"id": "q", "options": [{"code": "n", "value": 0}, {"code": "y", "value": 1}]},
    ]  # fmt: skip
    tree = {"scale": "total", "at_least": 2}
    return parse(rows, {"total": "sum", "rules": [{"code": "c", "band": "flagged", "tree": tree}]})


@pytest.mark.parametrize(
    ("choices", "talk", "kinds", "urgency"),
    [
        ((0, 0), False, [], None),
        ((0, 0), True, ["talk"], "week"),
        ((1, 0), False, ["safety"], "now"),
        ((1, None), True, ["safety", "talk"], "now"),
        ((1, 1), True, ["safety", "talk", "cut"], "now"),
        ((None, 1), False, [], None),
    ],
)
def test_flags_most_urgent_first(choices, talk, kinds, urgency):
    form = _safe()
    found = flagging.signals(form, choices, score(form, choices), wants_talk=talk)
    assert [signal.kind for signal in found] == kinds
    if urgency:
        assert flagging.most_urgent(found) == urgency


def test_a_safety_item_speaks_even_when_the_rest_does_not_apply():
    rows = [
        {"id": "s", "options": [{"code": "n", "value": 0}, {"code": "y", "value": 1}], "safety_at": 1},
        {"id": "f", "options": [{"code": "n", "value": 0}, {"code": "y", "value": 1}], "skip_when": ["n"]},
        {"id": "q", "options": [{"code": "n", "value": 0}, {"code": "y", "value": 1}]},
    ]  # fmt: skip
    form = parse(rows, {"total": "sum"})
    found = flagging.signals(form, (1, 0, None), score(form, (1, 0, None)))
    assert [signal.kind for signal in found] == ["safety"]


@pytest.mark.parametrize("place", ["title", "question", "option", "rule"])
def test_a_definition_must_speak_both_languages(place):
    both = {"zh-hans": "一", "en": "one"}
    one = {"zh-hans": "一", "en": " "}
    option = {"code": "a", "value": 0, **(one if place == "option" else both)}
    data = {
        "code": "t",
        "number": 1,
        "title": one if place == "title" else both,
        "about": both,
        "lead": both,
        "label": both,
        "options": {"o": [option, {"code": "b", "value": 1, **both}]},
        "questions": [{"id": "q", "options": "o", **(one if place == "question" else both)}],
        "scoring": {
            "total": "sum",
            "rules": [
                {
                    "code": "r",
                    "band": "watch",
                    "tree": "q",
                    "population": both,
                    "name": one if place == "rule" else both,
                }
            ],
        },
    }
    with pytest.raises(BadForm, match="no text in en"):
        read(data)


def test_the_hash_covers_every_word():
    first = shipped()[0]
    changed = [{**first.questions[0], "text": {"zh-hans": "改", "en": "x"}}, *first.questions[1:]]
    other = type(first)(first.code, 1, first.kind, first.texts, changed, first.scoring, first.facts)
    assert other.content_hash != first.content_hash
    assert first.content_hash == shipped()[0].content_hash


def _paired():
    """Four items in two pairs, the second of each keyed the other way; two instructed ones."""
    options = [{"code": str(v), "value": v} for v in range(4)]
    rows = [
        {"id": name, "options": options, "reverse": name in {"b", "d"}}
        for name in ("a", "b", "c", "d")
    ]
    rows += [
        {"id": name, "options": options, "scored": False, "instructed": "1"} for name in ("x", "y")
    ]
    return parse(rows, {"total": "sum", "pairs": [["a", "b"], ["c", "d"]]})


@pytest.mark.parametrize(
    ("choices", "state", "reasons"),
    [
        ((3, 0, 3, 0, 1, 1), Validity.OK, ()),
        ((3, 0, 3, 0, None, None), Validity.OK, ()),
        ((3, 0, 3, 0, 2, 1), Validity.CAUTION, ("instructed",)),
        ((3, 0, 3, 0, 2, 3), Validity.INVALID, ("instructed_twice",)),
        ((3, 3, 3, 0, 1, 1), Validity.OK, ()),  # one pair is no pattern
        ((3, 2, 0, 1, 1, 1), Validity.CAUTION, ("inconsistent",)),
        ((3, None, 0, 1, 1, 1), Validity.OK, ()),
        ((3, 2, 0, 1, 0, 1), Validity.INVALID, ("instructed", "inconsistent")),
    ],
)
def test_instructed_questions_and_pairs(choices, state, reasons):
    found = validity.check(_paired(), choices, elapsed=100.0)
    assert (found.state, found.reasons) == (state, reasons)


@pytest.mark.parametrize(
    ("seconds", "typical", "reasons"),
    [(24.0, 15.0, ("fast_for_grade",)), (24.0, 11.0, ()), (24.0, None, ()), (9.0, 15.0, ("fast",))],
)
def test_speed_beside_the_grade(seconds, typical, reasons):
    found = validity.check(_paired(), (3, 0, 3, 0, 1, 1), elapsed=seconds, typical=typical)
    assert found.reasons == reasons


@pytest.mark.parametrize("change", [{"instructed": "9"}, {"instructed": "1", "scored": True}])
def test_an_instruction_must_be_possible_and_never_count(change):
    options = [{"code": str(v), "value": v} for v in range(4)]
    rows = [{"id": "a", "options": options, "scored": False, **change}]
    with pytest.raises(BadForm):
        parse(rows, {"total": "sum"})


@pytest.mark.parametrize("pair", [["a", "a"], ["a", "z"], ["a"]])
def test_a_pair_names_two_items_that_count(pair):
    options = [{"code": str(v), "value": v} for v in range(4)]
    rows = [{"id": name, "options": options} for name in ("a", "b")]
    with pytest.raises(BadForm):
        parse(rows, {"total": "sum", "pairs": [pair]})
