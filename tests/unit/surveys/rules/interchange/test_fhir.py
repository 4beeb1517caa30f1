"""FHIR questionnaires: where weights stand, what formulas mean, and what cannot be represented."""

import json
from fractions import Fraction

import pytest

from surveys.rules.form import parse
from surveys.rules.interchange.build import build
from surveys.rules.interchange.document import read_json
from surveys.rules.interchange.fhir import reader
from surveys.rules.interchange.fhir.weights import WEIGHT_URLS
from surveys.rules.interchange.outline import outline
from surveys.rules.interchange.parsed import Refused
from surveys.rules.totals import total
from tests.factories.questionnaires import (
    ORDINAL,
    PLACES,
    WEIGHT,
    by_variables,
    contained,
    formula,
    option,
    question,
    questionnaire,
    weighed_in,
    weight,
)

SUM = "%resource.descendants().where(linkId.startsWith('q')).answer.value.weight().sum()"


def _read(resource):
    parsed = reader.read(read_json(json.dumps(resource).encode()))
    definition = build(parsed)
    return outline(definition, "en"), [w.code for w in parsed.warnings], parsed, definition


def _refused(resource):
    with pytest.raises(Refused) as caught:
        _read(resource)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("url", [ORDINAL, WEIGHT])
def test_a_weight_is_found_in_each_of_its_places(place, url):
    shown, warnings, *_ = _read(weighed_in(place, url))
    assert [[o["weight"] for o in item["options"]] for item in shown["items"]] == [[0, 1, 2, 3]] * 5
    assert (shown["min_total"], shown["max_total"]) == (0, 15)
    assert shown["missing_rule"] == "all_required"
    assert "no_formula" in warnings


@pytest.mark.parametrize("url", sorted(WEIGHT_URLS))
def test_older_names_of_the_extension_and_whole_numbers_are_read(url):
    options = [option(n, "none") | weight(n, url, "valueInteger") for n in range(4)]
    shown, *_ = _read(questionnaire(question("q1", answerOption=options), question("q2")))
    assert shown["max_total"] == 6


def test_two_places_that_disagree_are_refused():
    options = [option(n, "coding") | weight(n + 1) for n in range(4)]
    assert _refused(questionnaire(question("q1", answerOption=options))) == ["weight_odd"]


@pytest.mark.parametrize(
    ("expression", "high", "rule", "method"),
    [
        (SUM, 12, "zero", "sum"),
        ("%resource.repeat(item).answer.weight().sum()", 12, "zero", "sum"),
        ("%resource.answers().value.ordinal().sum()", 12, "zero", "sum"),
        ("%resource.item.item.answer.value.ordinal().aggregate($this + $total, 0)", 12, "zero", "sum"),
        (
            " + ".join(f"%resource.item.item.where(linkId='q{n}').answer.value.weight()" for n in range(4)),
            12, "all_required", "sum",
        ),
        (
            f"iif(%resource.item.item.answer.count() = 4, {SUM}, {{}})",
            12, "all_required", "sum",
        ),
        (SUM.replace("weight()", f"extension.where(url='{ORDINAL}').value"), 12, "zero", "sum"),
        (SUM.replace("sum()", "avg()"), 3, "prorate", "mean"),
        (f"{SUM} * 2", 24, "zero", "sum"),
        ("%resource.item.item.where(linkId.matches('^q[0-2]$')).answer.value.weight().sum()",
         9, "zero", "sum"),
    ],
)  # fmt: skip
def test_a_formula_becomes_scores_members_and_a_rule_for_gaps(expression, high, rule, method):
    group = {"linkId": "g", "type": "group", "item": [question(f"q{n}") for n in range(4)]}
    shown, *_ = _read(questionnaire(group, formula("total", expression)))
    assert (shown["max_total"], shown["missing_rule"], shown["method"]) == (high, rule, method)


def test_named_formulas_of_a_form_builder_count_what_is_unanswered_as_nothing():
    shown, _warnings, _parsed, definition = _read(by_variables())
    form = parse(definition.questions, definition.scoring)
    assert (shown["max_total"], shown["missing_rule"]) == (27, "zero")
    assert total(form, (3, None, *[0] * 7)).low == 3
    assert not total(form, (None,) * 9).known


def test_a_formula_that_reaches_no_answer_is_said_and_not_believed():
    group = {"linkId": "g", "type": "group", "item": [question(f"q{n}") for n in range(4)]}
    shown, warnings, *_ = _read(
        questionnaire(group, formula("total", "%resource.item.answer.value.weight().sum()"))
    )
    assert shown["max_total"] == 12
    assert "formula_deaf" in warnings


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        (("%resource.item.where(linkId='q0').answer.value.weight() * "
         "%resource.item.where(linkId='q1').answer.value.weight()"), "formula_unequal"),
        (f"iif({SUM} > 3, 1, 0)", "formula_unequal"),
        (f"{SUM} + 5", "formula_constant"),
        ("%resource.item.nonsense(1", "formula_unread"),
        ("%patient.age + 1", "formula_unread"),
        ("7", None),
    ],
)  # fmt: skip
def test_a_formula_that_is_no_sum_of_scores_is_refused(expression, code):
    resource = questionnaire(*[question(f"q{n}") for n in range(3)], formula("t", expression))
    if code is None:
        assert "formula_deaf" in _read(resource)[1]
    else:
        assert code in _refused(resource) or _refused(resource) == ["formula_unequal"]


def test_subscales_and_what_only_depends_on_the_total():
    items = [question(f"q{n}") for n in range(4)]
    first = SUM.replace("linkId.startsWith('q')", "linkId='q0' or linkId='q1'")
    words = f"iif({SUM} >= 6, 'much', 'little')"
    shown, warnings, *_ = _read(
        questionnaire(*items, formula("first", first), formula("all", SUM), formula("w", words))
    )
    assert shown["subscales"]["first"] == {
        "label": "first", "items": ["q0", "q1"], "min": 0, "max": 6,
    }  # fmt: skip
    assert shown["max_total"] == 12
    assert "formula_text" in warnings


def test_a_total_of_subscales_that_are_formulas_themselves():
    groups = [
        {"linkId": key, "type": "group", "item": [question(f"{key}{n}") for n in range(3)]}
        for key in "ab"
    ]
    one = "%resource.item.where(linkId='{}').item.answer.value.weight().sum()"
    both = "%resource.item.where(linkId='sa').answer.value + %resource.item.where(linkId='sb').answer.value"
    shown, *_ = _read(
        questionnaire(
            *groups,
            formula("sa", one.format("a")),
            formula("sb", one.format("b")),
            formula("t", both),
        )
    )
    assert (shown["max_total"], shown["missing_rule"]) == (18, "zero")
    assert [scale["max"] for scale in shown["subscales"].values()] == [9, 9]


def test_reversed_items_are_reported_and_scored_once():
    turned = [option(n, "none") | weight(3 - n) for n in range(4)]
    items = [question("q0"), question("q1", answerOption=turned), question("q2")]
    shown, _warnings, _parsed, definition = _read(questionnaire(*items))
    assert [item["reverse"] for item in shown["items"]] == [False, True, False]
    assert [o["weight"] for o in shown["items"][1]["options"]] == [3, 2, 1, 0]
    form = parse(definition.questions, definition.scoring)
    assert total(form, (0, 0, 0)).low == Fraction(3)


def test_the_same_answers_in_another_order_are_not_reversed():
    shuffled = [option(n) for n in (3, 2, 1, 0)]
    shown, *_ = _read(questionnaire(question("q0"), question("q1", answerOption=shuffled)))
    assert not any(item["reverse"] for item in shown["items"])


def test_numbers_as_options_count_by_themselves():
    options = [{"valueInteger": n} for n in (0, 1, 2)]
    items = [question(f"q{n}", type="integer", answerOption=options) for n in range(3)]
    shown, *_ = _read(questionnaire(*items))
    assert shown["max_total"] == 6


def test_gaps_between_scores_and_a_declared_range_are_warned_about():
    options = [option(n, "none") | weight(w) for n, w in enumerate((0, 1, 2, 4))]
    total_ = formula("t", SUM)
    total_["extension"][0]["valueExpression"]["description"] = "0-4 little; 5-6 much"
    items = [question(f"q{n}", answerOption=options) for n in range(2)]
    shown, warnings, *_ = _read(questionnaire(*items, total_))
    assert shown["max_total"] == 8
    assert {"weights_gap", "range_differs"} <= set(warnings)


def test_safety_is_marked_by_code_and_by_words_and_never_decided():
    items = [
        question("q0", code=[{"system": "http://loinc.org", "code": "44260-8"}]),
        question("q1", text="I thought of hurting myself"),
        question("q2", text="有时想死"),
        question("q3", text="I hurt my knee"),
    ]
    _, _, parsed, definition = _read(questionnaire(*items))
    assert parsed.suspects == {"q0": "code", "q1": "words", "q2": "words"}
    assert not any("safety_at" in row for row in definition.questions)


def test_both_languages_come_from_translations():
    spoken = [{"url": "lang", "valueCode": "zh-CN"}, {"url": "content", "valueString": "第一题"}]
    extra = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation",
                            "extension": spoken}]}  # fmt: skip
    _, _, _parsed, definition = _read(
        questionnaire(question("q0", _text=extra), question("q1"), language="en")
    )
    assert definition.questions[0]["text"]["zh-hans"] == "第一题"
    assert definition.facts["untranslated"] == ["zh-hans"]


WHEN = [
    {"question": "f", "operator": "=", "answerCoding": {"system": "http://x.test/cs", "code": "a1"}}
]


def test_a_filter_question_becomes_skip_when():
    group = {
        "linkId": "g",
        "type": "group",
        "enableWhen": WHEN,
        "item": [question("q0"), question("q1")],
    }
    gate = question("f", answerOption=[option(n, "none") for n in range(2)])
    _, _, parsed, _ = _read(questionnaire(gate, group))
    assert parsed.questions[0].skip_when == ("a0",)


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ({"resourceType": "Patient"}, "not_questionnaire"),
        (questionnaire(question("q0"), modifierExtension=[{"url": "x"}]), "modifier"),
        (questionnaire(question("q0"), derivedFrom=["http://x"]), "elsewhere"),
        (questionnaire(question("q0", answerValueSet="http://far.test/vs")), "valueset_unresolved"),
        (questionnaire(question("q0", answerValueSet="#none")), "valueset_unresolved"),
        (questionnaire(question("q0"), question("q0")), "link_twice"),
        (questionnaire({"type": "choice", "text": "x"}), "link_absent"),
        (questionnaire(question("q0", repeats=True)), "repeats_scored"),
        (questionnaire(question("q0", type="open-choice")), "open_scored"),
        (questionnaire({"linkId": "g", "type": "group", "repeats": True}), "repeat_group"),
        (questionnaire(question("q0"), question("q1", enableWhen=WHEN)), "when_unknown"),
        (questionnaire(question("f", enableWhen=WHEN), question("q1")), "when_loop"),
        (questionnaire(question("f"), question("q1", enableWhen=WHEN), question("q2")), "when_kind"),
        (questionnaire({"linkId": "t", "type": "text", "text": "x"}), "no_question"),
        (questionnaire(question("q0", answerOption=[option(0), option(1, "none")])), "weight_partial"),
        (questionnaire(question("q0", answerOption=[option(0), option(1, "none") | weight(0.5)])),
         "weight_fraction"),
        (questionnaire(question("q0", answerOption=[option(0)])), "options_few"),
        (questionnaire(question("q0", answerOption=[option(0), option(0)])), "option_twice"),
        (questionnaire(question("q0", text="")), "text_absent"),
        (questionnaire(question("q0", answerValueSet="#vs"), formula("t", SUM),
                       contained=contained("none", ORDINAL)), "formula_silent"),
    ],
)  # fmt: skip
def test_what_cannot_be_represented_is_refused_with_its_reason(resource, code):
    assert code in _refused(resource)


def test_every_problem_is_listed_with_its_path():
    resource = questionnaire(question("a", answerValueSet="#x"), question("b", answerValueSet="#y"))
    with pytest.raises(Refused) as caught:
        _read(resource)
    paths = [problem.place.path for problem in caught.value.problems]
    assert paths == ["Questionnaire.item[0]", "Questionnaire.item[1]"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"a": 1, "a": 2}', "json_twice"),
        (b'{"a": NaN}', "json_number"),
        (b'{"a": ' + b"[" * 500 + b"]" * 500 + b"}", "json_deep"),
        (b'{"a": ', "json_broken"),
        (b'{"a": 1' + b"0" * 6000 + b"}", "json_broken"),
        (b"\xff{}", "encoding"),
        (b"[]", "json_broken"),
    ],
)
def test_a_two_faced_document_is_refused(content, code):
    with pytest.raises(Refused) as caught:
        read_json(content)
    assert caught.value.problems[0].code == code


def test_markup_is_gone_from_texts():
    shown, *_ = _read(
        questionnaire(question("q0", text="<b>Rather</b> &lt;script&gt;x&lt;/script&gt; sad\u202e"))
    )
    assert shown["items"][0]["text"] == "Rather sad"
