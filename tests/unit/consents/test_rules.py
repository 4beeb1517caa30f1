"""When a consent stands: every combination of answers that has a name, at every age."""

from datetime import date

import pytest

from school_safety.consents.rules import AGES, NOTICE, Answer, age_rule, standing

TODAY = date(2026, 11, 21)
YES = Answer(by_student=False, given=True, entitled=True, row="guardian")
YES_2 = Answer(by_student=False, given=True, entitled=True, row="second")
NO = Answer(by_student=False, given=False, entitled=True, row="no")
HELD_YES = Answer(by_student=False, given=True, entitled=True, row="held", held=True)
HELD_NO = Answer(by_student=False, given=False, entitled=True, row="held", held=True)
OUTSIDER_YES = Answer(by_student=False, given=True, entitled=False, row="outsider")
OUTSIDER_NO = Answer(by_student=False, given=False, entitled=False, row="outsider")
OWN_YES = Answer(by_student=True, given=True, entitled=True, row="own")
OWN_NO = Answer(by_student=True, given=False, entitled=True)
CHILD, YOUTH, ADULT = AGES


@pytest.mark.parametrize(
    ("answers", "rule", "carrier"),
    [
        ((), CHILD, None),
        ((YES,), CHILD, "guardian"),
        ((YES, YES_2), CHILD, "guardian"),
        ((YES, NO), CHILD, None),
        ((NO, YES), CHILD, None),
        ((NO,), CHILD, None),
        ((OUTSIDER_YES,), CHILD, None),
        ((OUTSIDER_NO, YES), CHILD, "guardian"),
        ((HELD_YES,), CHILD, None),
        ((HELD_YES, YES), CHILD, "guardian"),
        ((HELD_NO, YES), CHILD, None),
        ((OWN_YES,), CHILD, None),
        ((YES, OWN_NO), CHILD, None),
        ((YES,), YOUTH, None),
        ((YES, OWN_YES), YOUTH, "guardian"),
        ((OWN_YES,), YOUTH, None),
        ((YES, OWN_NO), YOUTH, None),
        ((YES, NO, OWN_YES), YOUTH, None),
        ((HELD_YES, OWN_YES), YOUTH, None),
        ((OWN_YES,), NOTICE, "own"),
        ((YES, OWN_YES), NOTICE, "own"),
        ((NO, OWN_YES), NOTICE, None),
        ((HELD_NO, OWN_YES), NOTICE, None),
        ((OUTSIDER_NO, OWN_YES), NOTICE, "own"),
        ((YES,), NOTICE, None),
        ((YES, OWN_NO), NOTICE, None),
        ((OWN_YES,), ADULT, "own"),
        ((NO, OWN_YES), ADULT, "own"),
        ((YES,), ADULT, None),
        ((YES, OWN_NO), ADULT, None),
    ],
)
def test_standing(answers, rule, carrier) -> None:
    assert standing(answers, rule) == carrier


@pytest.mark.parametrize(
    ("born", "rule"),
    [
        (None, CHILD),
        (date(2027, 1, 1), CHILD),  # a slip of the roster's pen
        (date(2016, 1, 1), CHILD),
        (date(2012, 11, 22), CHILD),  # 14 tomorrow
        (date(2012, 11, 21), YOUTH),  # 14 today
        (date(2012, 11, 20), YOUTH),
        (date(2008, 11, 22), YOUTH),  # 18 tomorrow
        (date(2008, 11, 21), ADULT),  # 18 today
        (date(1990, 1, 1), ADULT),
    ],
)
def test_the_birthday_itself_changes_the_rule(born, rule) -> None:
    assert age_rule(born, TODAY) == rule


def test_who_was_born_on_a_leap_day_is_fourteen_on_the_first_of_march() -> None:
    born = date(2012, 2, 29)
    assert age_rule(born, date(2026, 2, 28)) == CHILD
    assert age_rule(born, date(2026, 3, 1)) == YOUTH


@pytest.mark.parametrize(("age", "rule"), [(13, CHILD), (14, NOTICE), (17, NOTICE), (18, ADULT)])
def test_the_districts_switch_is_about_fourteen_to_seventeen_alone(age, rule) -> None:
    born = date(TODAY.year - age, 1, 1)
    assert age_rule(born, TODAY, notice=True) == rule
