"""One figure, two drawings."""

import plotly.graph_objects as go
import pytest

from school_safety.web.charts import Figure, plotly, svg


@pytest.mark.parametrize("kind", ["bar", "line", "funnel"])
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
