"""What we write, others accept and we read back unchanged."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from surveys.actions.authoring import shipped
from surveys.rules.interchange.document import read_json
from surveys.rules.interchange.fhir.formulas import Engine
from surveys.rules.interchange.fhir.items import Walk
from surveys.rules.interchange.fhir.options import Reader
from surveys.rules.interchange.files import read_file
from surveys.rules.interchange.outline import outline
from surveys.rules.interchange.parsed import Parsed, Refused
from surveys.rules.interchange.write_fhir import questionnaire as resource_of
from surveys.rules.interchange.write_fhir import to_fhir
from surveys.rules.interchange.write_xlsform import to_xlsform
from tests.factories.questionnaires import LIKERT, by_variables, dictionary

WRITERS = {".json": to_fhir, ".xlsx": to_xlsform}
SHIPPED = {each.code: each for each in shipped()}
WORDS = st.fixed_dictionaries({"zh-hans": st.just("一句话"), "en": st.just("A line")})


def _through(definition, suffix, tmp_path):
    path = tmp_path / f"out{suffix}"
    path.write_bytes(WRITERS[suffix](definition))
    return read_file(path)[0]


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_every_shipped_questionnaire_comes_back_equal(code, suffix, tmp_path):
    assert _through(SHIPPED[code], suffix, tmp_path) == SHIPPED[code]


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_an_imported_questionnaire_comes_back_equal(suffix, tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(by_variables()))
    first = read_file(path)[0]
    assert _through(first, suffix, tmp_path) == first
    rows = [[f"g{n}", "radio", f"第{n}题", LIKERT] for n in range(3)]
    total = ["t", "calc", "总", "[g0]+(3-[g1])+[g2]"]
    part = ["p", "calc", "前", "[g0]+(3-[g1])"]
    second = read_file(dictionary(tmp_path / "in.csv", *rows, total, part))[0]
    assert second.questions[1]["reverse"]
    assert _through(second, suffix, tmp_path) == second


@st.composite
def _definitions(draw):
    """Shipped forms with reversed, required and safety items, scales, scopes and missing rules."""
    base = SHIPPED[draw(st.sampled_from(["igd9c", "gd3c", "iu8c"]))]
    questions = json.loads(json.dumps(base.questions))
    for row in questions:
        if draw(st.booleans()):
            row["required"] = True
        if row["scored"] and draw(st.booleans()):
            row["reverse"] = True
        if row["scored"] and draw(st.booleans()):
            row["safety_at"] = draw(st.integers(1, 3))
    scored = [row["id"] for row in questions if row["scored"]]
    scoring = json.loads(json.dumps(base.scoring))
    scoring["total"] = draw(st.sampled_from(["sum", "mean", "count"]))
    scoring["missing"] = draw(
        st.sampled_from(
            [{"rule": "bounds"}, {"rule": "zero"}, {"rule": "prorate", "max_share": 0.2}]
        )
    )
    scoring["subscales"] = {"part": {"items": scored[:3], "method": "sum", "name": draw(WORDS)}}
    scoring["rules"][0]["scope"] = {"sex": "f", "grades": [5, 9]}
    cut = {"code": "cut", "band": "flagged", "tree": {"scale": "part", "at_least": 3}}
    cut |= {"name": draw(WORDS), "population": draw(WORDS), "criterion": "own", "source": "doi"}
    scoring["rules"].append(cut)
    return replace(base, questions=questions, scoring=scoring)


@settings(max_examples=25, deadline=None)
@given(definition=_definitions(), suffix=st.sampled_from(sorted(WRITERS)))
def test_any_definition_comes_back_equal(definition, suffix, tmp_path_factory):
    assert _through(definition, suffix, tmp_path_factory.mktemp("out")) == definition


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_the_converter_of_others_accepts_the_workbook(code, tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(to_xlsform(SHIPPED[code]))
    converted = convert(path)
    assert "<h:html" in converted.xform
    assert SHIPPED[code].questions[0]["text"]["en"] in converted.xform


def test_the_formula_that_we_write_gives_our_total():
    base = SHIPPED["iu8c"]
    made = replace(base, scoring={"total": "sum", "missing": {"rule": "zero"}})
    resource = read_json(json.dumps(resource_of(made)).encode())
    walk = Walk(Reader(resource, "zh-hans"), Parsed("fhir"))
    walk.walk(resource["item"], "Questionnaire.item", [])
    engine = Engine(resource, walk.tree.asked)
    ask = engine.formula(walk.tree.calculated[0])
    assert ask({"mind": 1, "more": 1, "escape": 0, "activity": 5}) == 2


def test_a_changed_cut_off_in_the_workbook_is_the_one_that_counts(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(to_xlsform(SHIPPED["iu8c"]))
    book = load_workbook(path)
    row = next(r for r in book["scoring"] if r[0].value == "rule" and r[1].value == "young5")
    row[3].value = "total >= 6"
    book.save(path)
    changed = read_file(path)[0]
    rule = next(r for r in changed.scoring["rules"] if r["code"] == "young5")
    assert rule["tree"] == {"scale": "total", "at_least": 6}


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    questions = json.loads(json.dumps(SHIPPED["iu8c"].questions))
    questions[0]["text"] = {"zh-hans": "=1+1", "en": "@SUM(A1)"}
    path = tmp_path / "out.xlsx"
    path.write_bytes(to_xlsform(replace(SHIPPED["iu8c"], questions=questions)))
    cell = load_workbook(path)["survey"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def _tampered(change):
    resource = resource_of(SHIPPED["igd9c"])
    head = json.loads(resource["extension"][0]["valueString"])
    change(head)
    resource["extension"][0]["valueString"] = json.dumps(head)
    return resource


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head["scoring"]["rules"][0].update(tree={"of": ["mind"]}),
        lambda head: head["scoring"]["rules"][0].update(tree={"at_least": "x", "of": ["mind"]}),
        lambda head: head["scoring"]["rules"][0].update(tree=7),
        lambda head: head["scoring"]["rules"][0].update(band="doomed"),
        lambda head: head["scoring"].update(total="product"),
        lambda head: head["scoring"].update(routing="nobody"),
        lambda head: head["scoring"].update(missing={"rule": "guess"}),
        lambda head: head["facts"].update(grades="all"),
        lambda head: head["facts"].update(expected={"rates": [2, 3]}),
        lambda head: head.update(scoring=[]),
        lambda head: head.update(number="one"),
    ],
)
def test_a_tampered_record_of_ours_is_refused(change, tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(_tampered(change)))
    with pytest.raises(Refused) as caught:
        read_file(path)
    assert caught.value.problems[0].code in {"form_bad", "own_broken"}


def test_outline_of_a_reversed_definition_shows_scores_as_they_count():
    questions = json.loads(json.dumps(SHIPPED["igd9c"].questions))
    row = next(row for row in questions if row["scored"])
    row["reverse"] = True
    shown = outline(replace(SHIPPED["igd9c"], questions=questions))
    item = next(item for item in shown["items"] if item["id"] == row["id"])
    assert [o["weight"] for o in item["options"]] == [3, 2, 1, 0]
