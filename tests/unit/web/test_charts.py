"""One figure, two drawings."""

import re

import plotly.graph_objects as go
import pytest

from school_safety.web.charts import Figure, plotly, svg


@pytest.mark.parametrize("kind", ["bar", "line", "funnel", "shift"])
def test_both_drawings_hold_the_same_words(kind):
    figure = Figure(
        kind, "比例 <b>", ["甲校", "乙校", "丙校"], [80, None, 5], ["80%", "不显示", "≤5%"]
    )
    made = go.Figure(plotly(figure))
    assert len(made.data) == 1
    drawn = svg(figure)
    assert drawn.startswith("<svg")
    assert "<b>" not in drawn
    for word in ("甲校", "丙校", "80%", "≤5%"):
        assert word in drawn
    assert "style=" not in drawn


def test_nothing_is_drawn_for_a_hidden_figure():
    drawn = svg(Figure("bar", "t", ["甲"], [None], ["不显示"]))
    assert 'class="bar"' not in drawn
    assert "不显示" in drawn


def test_an_interval_is_drawn_where_there_is_one():
    spans = [(20, 60), None]
    figure = Figure("bar", "t", ["甲", "乙"], [40, None], ["40%", "不显示"], spans=spans)
    assert svg(figure).count('class="whisk"') == 1
    (trace,) = plotly(figure)["data"]
    assert (trace["error_x"]["array"], trace["error_x"]["arrayminus"]) == ([20, 0], [20, 0])


def test_a_shift_lies_on_its_own_side_of_nought():
    figure = Figure("shift", "t", ["甲", "乙"], [-0.4, 0.4], most=0.5, unit="")
    left, right = (float(x) for x in re.findall(r'cx="([\d.]+)"', svg(figure)))
    middle = float(re.search(r'class="axis" d="M([\d.]+)', svg(figure)).group(1))
    assert middle - left == pytest.approx(right - middle, abs=0.2)
    assert plotly(figure)["layout"]["xaxis"]["range"] == [-0.5, 0.5]


def test_the_second_line_is_drawn_twice_over_too():
    figure = Figure("line", "t", ["一", "二"], [1, 2], most=4, unit="", second=[2, None])
    assert len(go.Figure(plotly(figure)).data) == 2
    assert "curve second" in svg(figure)
