"""XLSForm workbooks and REDCap dictionaries: lists, formulas, conditions, missing codes."""

import pytest

from surveys.rules.form import parse
from surveys.rules.interchange import formula, reckon
from surveys.rules.interchange.files import read_file
from surveys.rules.interchange.outline import outline
from surveys.rules.interchange.parsed import Refused
from surveys.rules.totals import total
from tests.factories.questionnaires import LIKERT, dictionary, workbook

SURVEY = ["type", "name", "label::中文(zh)", "label::English(en)", "relevant", "calculation"]
CHOICES = [
    ["list_name", "name", "label::中文(zh)", "label::English(en)"],
    *[["often", n, f"第{n}级", f"Level {n}"] for n in range(4)],
    ["yes", 1, "有", "Yes"],
    ["yes", 0, "没有", "No"],
]


def _book(path, *rows, choices=(), **sheets):
    asked = [row if len(row) == 6 else [*row, *[""] * (6 - len(row))] for row in rows]
    return workbook(path, survey=[SURVEY, *asked], choices=[*CHOICES, *choices], **sheets)


def _three(kind="select_one often"):
    return [[kind, f"q{n}", f"第{n}题", f"Line {n}"] for n in range(1, 4)]


def _sum(text, name="total"):
    return ["calculate", name, "", "", "", text]


def _look(path):
    definition, parsed = read_file(path)
    return outline(definition, "en"), [w.code for w in parsed.warnings], definition


def _refused(path):
    with pytest.raises(Refused) as caught:
        read_file(path)
    return {problem.code: problem.place for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("text", "reach", "rule", "reverse"),
    [
        ("${q1}+${q2}+${q3}", (0, 9), "all_required", []),
        ("${q1}+(3-${q2})+${q3}", (0, 9), "all_required", [2]),
        ("(4-${q1})+(4-${q2})+(4-${q3})", (3, 12), "all_required", []),
        ("sum(${q1},${q2},${q3})", (0, 9), "zero", []),
        ("coalesce(${q1},0)+coalesce(${q2},0)", (0, 6), "zero", []),
        ("if(${q1}='',0,${q1})+if(${q2}='',0,${q2})", (0, 6), "zero", []),
        ("(${q1}+${q2}+${q3}) div 3", (0, 3), "all_required", []),
        ("if(${q1}>=2,1,0)+if(${q2}>=2,1,0)+if(${q3}>=2,1,0)", (0, 3), "zero", []),
        ("round((number(${q1}) + number(${q2})) * 2, 0)", (0, 12), "all_required", []),
    ],
)
def test_a_calculation_becomes_scores(tmp_path, text, reach, rule, reverse):
    shown, *_ = _look(_book(tmp_path / "a.xlsx", *_three(), _sum(text)))
    assert (shown["min_total"], shown["max_total"]) == reach
    assert shown["missing_rule"] == rule
    found = [n for n, item in enumerate(shown["items"], 1) if item["reverse"]]
    assert found == reverse


def test_what_a_formula_does_with_gaps_is_nothing_where_all_must_be_answered(tmp_path):
    text = "coalesce(${q1},0)+(3-coalesce(${q2},0))+coalesce(${q3},0)"
    heads = [*SURVEY, "required"]
    rows = [[*row, "", "", "yes"] for row in _three()]
    sheet = {"survey": [heads, *rows, [*_sum(text), ""]], "choices": CHOICES}
    shown, warned, _ = _look(workbook(tmp_path / "a.xlsx", **sheet))
    assert (shown["max_total"], shown["missing_rule"]) == (9, "all_required")
    assert warned == ["formula_whole"]
    free = {**sheet, "survey": [heads, *rows[:2], [*rows[2][:6], ""], [*_sum(text), ""]]}
    assert set(_refused(workbook(tmp_path / "b.xlsx", **free))) == {"formula_unequal"}


def test_reverse_by_formula_counts_once(tmp_path):
    path = _book(tmp_path / "a.xlsx", *_three(), _sum("${q1}+(3-${q2})+${q3}"))
    shown, _, definition = _look(path)
    assert [o["weight"] for o in shown["items"][1]["options"]] == [3, 2, 1, 0]
    form = parse(definition.questions, definition.scoring)
    assert total(form, (0, 0, 0)).low == 3
    assert total(form, (3, 3, 3)).low == 6


def test_a_recoded_item_and_a_percentage_are_no_scales(tmp_path):
    rows = [*_three(), _sum("3 - ${q2}", "turned"), _sum("${q1}+${turned}+${q3}"),
            _sum("${total} * 100 div 9", "percent"), _sum("${q1}+${turned}", "part")]  # fmt: skip
    shown, warnings, _ = _look(_book(tmp_path / "a.xlsx", *rows))
    assert shown["max_total"] == 9
    assert list(shown["subscales"]) == ["part"]
    assert [item["reverse"] for item in shown["items"]] == [False, True, False]
    assert "formula_derived" in warnings


def test_both_languages_groups_notes_and_open_questions(tmp_path):
    rows = [["begin_group", "g", "组", "Group"], *_three(), ["end group"],
            ["text", "why", "为什么", "Why?"], ["note", "n", "谢谢", "Thanks"], ["start", "s"],
            _sum("${q1}+${q2}+${q3}"), _sum("if(${total}>5,'a','b')", "word"),
            _sum("${q1}+${q2}", "part")]  # fmt: skip
    shown, warnings, definition = _look(_book(tmp_path / "a.xlsx", *rows))
    assert definition.questions[0]["text"] == {"zh-hans": "第1题", "en": "Line 1"}
    assert "untranslated" not in warnings
    assert set(warnings) == {"open_left", "display_left", "formula_derived"}
    assert shown["subscales"]["part"]["items"] == ["q1", "q2"]


def test_a_table_heading_is_no_question(tmp_path):
    survey = [[*SURVEY, "appearance"], ["select_one often", "h", "表头", "Head", "", "", "label"]]
    survey += [[*row, "", "", "list-nolabel"] for row in _three()]
    path = workbook(tmp_path / "a.xlsx", survey=survey, choices=CHOICES)
    assert len(_look(path)[0]["items"]) == 3


def test_a_filter_question_becomes_skip_when(tmp_path):
    gate = ["select_one yes", "f", "有吗", "Any?"]
    rows = [[*row, "${f} = '1'", ""] for row in _three()]
    _, _, definition = _look(_book(tmp_path / "a.xlsx", gate, *rows, _sum("${q1}+${q2}+${q3}")))
    assert definition.questions[0]["skip_when"] == ["0"]


@pytest.mark.parametrize("code", [-888, -999, 99, -99])
def test_a_refusal_code_is_no_score(tmp_path, code):
    path = _book(tmp_path / "a.xlsx", *_three(), choices=[["often", code, "不愿回答", "Refused"]])
    shown, warnings, _ = _look(path)
    assert shown["max_total"] == 9
    assert "missing_code" in warnings


@pytest.mark.parametrize(
    ("rows", "code", "column"),
    [
        ([["select_one nothing", "q", "题", "Q"]], "list_absent", "type"),
        ([["select_multiple often", "q", "题", "Q"], _sum("${q}+1")], "repeats_scored", "name"),
        ([["select_one often or_other", "q", "题", "Q"]], "open_scored", "name"),
        ([["integer", "q", "题", "Q"], *_three(), _sum("${q}+${q1}")], "number_scored", "name"),
        ([["begin repeat", "r"], *_three(), ["end repeat"]], "repeat_group", "name"),
        ([["begin group", "r"], *_three()], "group_open", ""),
        ([*_three(), *_three()], "link_twice", "name"),
        ([["select_one often", "", "题", "Q"]], "link_absent", "name"),
        ([*_three(), _sum("${q1}*${q2}")], "formula_unequal", "name"),
        ([*_three(), _sum("once(today())+${q1}")], "formula_unread", "name"),
        ([["select_one often", "f", "题", "Q"], [*_three()[0], "${f}='1'", ""], _three()[1]],
         "when_kind", "name"),
        ([["text", "t", "题", "Q"]], "no_question", ""),
    ],
)  # fmt: skip
def test_what_a_workbook_cannot_say_is_refused_with_its_cell(tmp_path, rows, code, column):
    found = _refused(_book(tmp_path / "a.xlsx", *rows))
    assert code in found
    assert found[code].column == column
    assert not column or found[code].row > 1


def test_a_workbook_without_survey_names_its_sheets(tmp_path):
    assert "sheet_absent" in _refused(workbook(tmp_path / "a.xlsx", first=[["a"]]))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_dictionary_in_each_encoding(tmp_path, encoding):
    rows = [[f"g{n}", "radio", f"<b>最近</b>第{n}题", LIKERT] for n in range(1, 8)]
    sum_ = "sum(" + ",".join(f"[g{n}]" for n in range(1, 8)) + ")"
    path = dictionary(tmp_path / "a.csv", *rows, ["t", "calc", "Total", sum_], encoding=encoding)
    shown, *_ = _look(path)
    assert (shown["max_total"], shown["missing_rule"]) == (21, "zero")
    _, _, definition = _look(path)
    assert definition.questions[0]["text"]["zh-hans"] == "最近第1题"


@pytest.mark.parametrize(
    ("text", "high", "rule"),
    [
        ("[a]+[b]", 6, "all_required"),
        ("mean([a],[b])", 3, "prorate"),
        ("round(mean([a],[b]),1)", 3, "prorate"),
        ("if([a]=\"\" or [b]=\"\", \"\", [a]+[b])", 6, "all_required"),
        ("sum([a],3-[b])", 6, "zero"),
    ],
)  # fmt: skip
def test_calculated_fields(tmp_path, text, high, rule):
    path = dictionary(
        tmp_path / "a.csv",
        ["a", "radio", "A", LIKERT],
        ["b", "dropdown", "B", LIKERT],
        ["t", "calc", "T", text],
    )
    shown, *_ = _look(path)
    assert (shown["max_total"], shown["missing_rule"]) == (high, rule)


def test_yes_no_fields_and_branching(tmp_path):
    path = dictionary(
        tmp_path / "a.csv",
        ["f", "yesno", "Any?"],
        ["a", "radio", "A", f"{LIKERT} | -888, Refused", "[f] = '1'", "y"],
        ["d", "descriptive", "Well done"],
        ["b", "truefalse", "B", "", "[event_1_arm_1][f] = '1'"],
        ["t", "calc", "T", "sum([a],[b])"],
    )
    shown, warnings, definition = _look(path)
    assert definition.questions[0]["skip_when"] == ["0"]
    assert [item["scored"] for item in shown["items"]] == [False, True, True]
    assert "required" not in definition.questions[1]
    assert "missing_code" in warnings


def test_a_formula_that_cannot_be_read_never_becomes_another_total(tmp_path):
    rows = [["a", "radio", "A", LIKERT], ["b", "checkbox", "B", LIKERT], ["n", "text", "Age"]]
    ticks = dictionary(tmp_path / "a.csv", *rows, ["t", "calc", "T", "sum([a],[b(1)])"])
    assert "repeats_scored" in _refused(ticks)
    typed = dictionary(tmp_path / "b.csv", *rows, ["t", "calc", "T", "[a]+[n]"])
    assert "number_scored" in _refused(typed)
    far = dictionary(tmp_path / "c.csv", *rows, ["t", "calc", "T", "[a]+[elsewhere]"])
    assert "formula_unread" in _refused(far)
    odd = dictionary(tmp_path / "d.csv", *rows, ["t", "calc", "T", "[a] ? 1 : 2"])
    assert "formula_unread" in _refused(odd)
    age = ["t", "calc", "T", "datediff([n], 'today', 'y')"]
    assert "formula_left" in _look(dictionary(tmp_path / "e.csv", *rows, age))[1]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["a", "radio", "A", "nonsense"], "choices_shape"),
        (["a", "radio", "A", ""], "choices_shape"),
        (["a", "radio", "A", "0, only"], "options_few"),
        (["", "radio", "A", LIKERT], "link_absent"),
        (["a", "radio", "", LIKERT], "text_absent"),
    ],
)
def test_what_a_dictionary_cannot_say_is_refused_with_its_cell(tmp_path, row, code):
    found = _refused(dictionary(tmp_path / "a.csv", row))
    assert found[code].row == 2
    assert found[code].column


@pytest.mark.parametrize(
    "text", ["1+", "${a", "a b", "f(", "((1)", "1 1", "'x", "(" * 200, "-" * 200 + "1"]
)
def test_a_broken_formula_is_unread(text):
    with pytest.raises(formula.Unread):
        formula.parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1+2*3", 7), ("(1+2)*3", 9), ("7 mod 4 - 1", 2), ("-2 + 5", 3), ("10 div 4 * 2", 5),
     ("if(2>1 and not(1=2), 4, 5)", 4), ("coalesce('', 3)", 3), ("max(1, 5, 2)", 5),
     ("[x] + 1", None), ("1 div 0", None)],
)  # fmt: skip
def test_reckoning(text, value):
    assert reckon.Reckoner({}).value(formula.parse(text), {}) == value
