"""The small decisions behind the interface tags."""

import pytest

from school_safety.web import marks


@pytest.mark.parametrize(("name", "shown"), [("张小明", "张*"), ("欧阳一", "欧*"), ("", "*")])
def test_masked_names_keep_only_the_first_character(name, shown):
    assert marks.masked(name) == shown


@pytest.mark.parametrize(
    ("used", "limit", "planned", "fits", "over"),
    [
        (27, 35, 5, 5, 0),
        (27, 35, 12, 8, 4),
        (40, 35, 0, 0, 5),
        (35, 35, 0, 0, 0),
        (40, 35, 3, 0, 8),
    ],
)
def test_gauge_parts_add_up(used, limit, planned, fits, over):
    parts = marks.gauge(used, limit, planned)
    assert (parts["fits"], parts["over"]) == (fits, over)
    assert parts["whole"] == max(limit, used + planned)


def test_steps_before_the_present_one_are_done():
    assert [s["state"] for s in marks.steps(["a", "b", "c"], 1)] == ["done", "here", ""]
