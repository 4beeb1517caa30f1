"""What a provider may see before it accepts, and two wordings side by side."""

import pytest

from interventions.choices import IDENTITY_FIELDS, PacketField
from interventions.rules.conflict import differences
from interventions.rules.packing import grade_band, missing_identity, without_identity


@pytest.mark.parametrize(
    ("grade", "band"),
    [
        (None, "unknown"),
        (1, "lower"),
        (3, "lower"),
        (4, "upper"),
        (6, "upper"),
        (7, "middle"),
        (9, "middle"),
        (10, "high"),
        (12, "high"),
    ],
)
def test_grade_band(grade, band):
    assert grade_band(grade) == band


def test_preview_drops_everything_that_is_not_allowed():
    given = {"grade_band": "upper", "needs": ["sleep"], "name": "张小禾", "school": "青禾学校"}
    assert without_identity(given) == {"grade_band": "upper", "needs": ["sleep"]}


@pytest.mark.parametrize("left_out", IDENTITY_FIELDS)
def test_identity_fields_are_needed(left_out):
    chosen = [code for code in PacketField.values if code != left_out]
    assert missing_identity(chosen) == (left_out,)
    assert missing_identity(PacketField.values) == ()


def test_differences_show_only_what_differs():
    theirs = {"a": "one ", "b": "two"}
    yours = {"a": "one", "b": "three", "c": "new"}
    assert [(d.field, d.theirs, d.yours) for d in differences(theirs, yours)] == [
        ("b", "two", "three"),
        ("c", "", "new"),
    ]
