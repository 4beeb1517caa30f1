"""When a consent stands: every combination of answers that has a name."""

from datetime import date

import pytest

from school_safety.consents.rules import Answer, needs_own_answer, standing

TODAY = date(2026, 11, 21)
YES = Answer(by_student=False, given=True, entitled=True, row="guardian")
YES_2 = Answer(by_student=False, given=True, entitled=True, row="second")
NO = Answer(by_student=False, given=False, entitled=True, row="no")
OUTSIDER_YES = Answer(by_student=False, given=True, entitled=False, row="outsider")
OUTSIDER_NO = Answer(by_student=False, given=False, entitled=False, row="outsider")
OWN_YES = Answer(by_student=True, given=True, entitled=True)
OWN_NO = Answer(by_student=True, given=False, entitled=True)


@pytest.mark.parametrize(
    ("answers", "own_needed", "carrier"),
    [
        ((), False, None),
        ((YES,), False, "guardian"),
        ((YES, YES_2), False, "guardian"),
        ((YES, NO), False, None),
        ((NO,), False, None),
        ((OUTSIDER_YES,), False, None),
        ((OUTSIDER_NO, YES), False, "guardian"),
        ((YES,), True, None),
        ((YES, OWN_YES), True, "guardian"),
        ((OWN_YES,), True, None),
        ((YES, OWN_NO), True, None),
        ((YES, OWN_NO), False, None),
    ],
)
def test_standing(answers, own_needed, carrier) -> None:
    assert standing(answers, own_needed=own_needed) == carrier


@pytest.mark.parametrize(
    ("born", "needed"),
    [
        (None, False),
        (date(2012, 11, 21), True),
        (date(2012, 11, 22), False),
        (date(2010, 1, 1), True),
        (date(2016, 1, 1), False),
    ],
)
def test_needs_own_answer_from_the_fourteenth_birthday(born, needed) -> None:
    assert needs_own_answer(born, TODAY) is needed
