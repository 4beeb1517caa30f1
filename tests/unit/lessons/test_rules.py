"""Rules of the teaching floor, as tables."""

import pytest

from lessons.rules import answering, audience, hashes, reading, receipt_code, timetable
from lessons.rules.audience import Tie


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("字" * 300, 1),
        ("字" * 301, 2),
        ("word " * 181, 2),
        ("字" * 300 + "word " * 180, 2),
    ],
)
def test_minutes(text, minutes):
    assert reading.minutes(text) == minutes


def test_paragraphs_are_divided_by_empty_lines():
    assert reading.paragraphs("甲\r\n乙\r\n\r\n丙\n\n\n\n丁") == ["甲\n乙", "丙", "丁"]
    assert reading.lines(" 甲 \n\n乙\n") == ["甲", "乙"]


def test_the_fingerprint_depends_on_every_word_and_on_no_order():
    one = {"title": "信", "points": ["甲", "乙"]}
    assert hashes.fingerprint(one) == hashes.fingerprint({"points": ["甲", "乙"], "title": "信"})
    assert hashes.fingerprint(one) != hashes.fingerprint({**one, "points": ["乙", "甲"]})
    assert hashes.link(hashes.FIRST, one) != hashes.link("1" * 64, one)


def test_codes_are_read_back_however_they_are_typed():
    code = receipt_code.make(lambda letters: letters[3])
    assert receipt_code.normal(receipt_code.spoken(code).lower()) == code
    assert receipt_code.normal("0O1I") == receipt_code.normal("") == ""
    assert not set("01OIL") & set(receipt_code.ALPHABET)


@pytest.mark.parametrize(
    ("kind", "state", "open_answers"),
    [
        ("info", "delivered", ("read",)),
        ("info", "answered", ()),
        ("ack", "opened", ("read",)),
        ("ack", "signed", ()),
        ("consent", "opened", ("agree", "refuse", "ask")),
        ("consent", "answered", ("agree", "refuse", "ask")),
        ("consent", "signed", ("refuse", "withdraw")),
        ("consent", "declined", ("agree",)),
        ("consent", "withdrawn", ("agree",)),
    ],
)
def test_which_answers_are_open(kind, state, open_answers):
    assert answering.answers(kind, state) == open_answers


def test_every_answer_leads_to_a_state_with_a_row():
    for steps in answering.STEPS.values():
        assert {step.state for step in steps.values()} <= set(answering.OPEN)
    assert answering.step("info", "agree") is None


def tie(student, guardian, authority="full", *, held=False, order=1):
    return Tie(student, guardian, authority, held, order)


@pytest.mark.parametrize(
    ("given", "info", "ack", "consent"),
    [
        (tie("s", "g"), True, True, True),
        (tie("s", "g", "limited"), True, False, False),
        (tie("s", "g", "none"), False, False, False),
        (tie("s", "g", "court"), False, False, False),
        (tie("s", "g", held=True), False, False, False),
        (tie("s", "g", "limited", held=True), False, False, False),
    ],
)
def test_who_may_receive(given, info, ack, consent):
    kinds = ("info", "ack", "consent")
    assert tuple(audience.may_receive(given, kind) for kind in kinds) == (info, ack, consent)


def test_the_rule_one_takes_the_first_with_full_authority():
    ties = [
        tie("a", "held", held=True, order=1),
        tie("a", "second", order=3),
        tie("a", "first", order=2),
        tie("b", "alone"),
    ]
    chosen = audience.recipients(ties, kind="consent", rule="one")
    assert [each.guardian for each in chosen] == ["first", "alone"]
    assert len(audience.recipients(ties, kind="consent", rule="each")) == 3


def test_spans_follow_one_another():
    assert timetable.spans([6, 12, 0, 3]) == [(0, 6), (6, 18), (18, 18), (18, 21)]
