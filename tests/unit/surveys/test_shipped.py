"""The shipped questionnaires: there after migrate, complete in both languages, kindly short."""

import re
from datetime import UTC, datetime

import pytest

from surveys.actions.authoring import load_shipped, shipped
from surveys.models import Instrument, InstrumentVersion
from surveys.rules.flagging import safety_signals
from surveys.rules.form import parse
from surveys.rules.linting.greed import greedy
from surveys.rules.linting.items import HEAVY, RISKS
from surveys.rules.scoring import Band, score

CLAUSE = re.compile(r"[，。？；：、]")
AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.django_db
def test_shipped_exist_after_migrate():
    assert {"igd9c", "gd3c", "gd3c-child", "iu8c", "iu7t", "cb10", "wb12", "quiet"} == set(
        Instrument.objects.values_list("code", flat=True)
    )


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    before = list(InstrumentVersion.objects.values_list("pk", "content_hash"))
    made = load_shipped(instruments=Instrument.objects, versions=InstrumentVersion.objects, at=AT)
    assert made == 0
    assert before == list(InstrumentVersion.objects.values_list("pk", "content_hash"))


@pytest.mark.django_db
def test_a_changed_text_becomes_a_new_version():
    version = InstrumentVersion.objects.get(instrument__code="iu8c")
    InstrumentVersion.objects.filter(pk=version.pk).update(content_hash="0" * 64)
    load_shipped(instruments=Instrument.objects, versions=InstrumentVersion.objects, at=AT)
    numbers = InstrumentVersion.objects.filter(instrument__code="iu8c").values_list(
        "number", flat=True
    )
    assert sorted(numbers) == [version.number, version.number + 1]


@pytest.mark.parametrize("found", shipped(), ids=lambda found: found.code)
def test_wording_is_short_and_whole(found):
    for question in found.questions:
        for clause in CLAUSE.split(question["text"]["zh-hans"]):
            assert len(clause) <= 20, question["id"]
        assert len(question["text"]["en"].split()) <= 18, question["id"]
    assert "诊断" not in found.texts["title"]["zh-hans"]
    parse(found.questions, found.scoring)


@pytest.mark.parametrize("found", shipped(), ids=lambda found: found.code)
def test_every_cut_off_names_its_population_and_source(found):
    for rule in found.scoring.get("rules", []):
        assert all(rule["population"].values())
        assert rule["criterion"] == "own" or rule["source"]
        assert all(rule["name"].values())


@pytest.mark.parametrize(
    ("code", "criteria"),
    [("igd9c", 9), ("gd3c", 7), ("gd3c-child", 7), ("iu8c", 8), ("iu7t", 7)],
)
def test_one_item_per_published_criterion(code, criteria):
    found = next(each for each in shipped() if each.code == code)
    assert len(parse(found.questions, found.scoring).scored) == criteria


@pytest.mark.parametrize("found", shipped(), ids=lambda found: found.code)
def test_every_question_is_tagged_and_asks_for_nothing_greedy(found):
    for question in found.questions:
        assert question["risk"] in RISKS, question["id"]
        texts = {language: question["text"][language] for language in ("zh-hans", "en")}
        assert greedy(texts) == (), question["id"]


@pytest.mark.parametrize("found", shipped(), ids=lambda found: found.code)
def test_no_form_only_asks_what_hurts(found):
    risks = [question["risk"] for question in found.questions]
    assert sum(risk != "none" for risk in risks) * 100 <= 60 * len(risks)
    assert sum(risk in HEAVY for risk in risks) * 100 <= 25 * len(risks)


@pytest.mark.parametrize("found", shipped(), ids=lambda found: found.code)
def test_every_form_but_the_quiet_one_says_that_it_is_no_diagnosis(found):
    if found.kind == "screening":
        assert "不是诊断" in found.texts["label"]["zh-hans"]
        assert "Not a diagnosis" in found.texts["label"]["en"]
        assert "本区校准" in found.texts["label"]["zh-hans"]
        assert found.facts["rights"]


def test_the_quiet_task_is_as_long_as_the_longest_form():
    forms = {found.code: found for found in shipped()}
    longest = max(len(found.questions) for code, found in forms.items() if code != "quiet")
    assert len(forms["quiet"].questions) >= max(40, longest)
    texts = [question["text"]["zh-hans"] for question in forms["quiet"].questions]
    assert len(set(texts)) == len(texts)


def test_the_child_version_is_for_young_readers():
    child = next(found for found in shipped() if found.code == "gd3c-child")
    assert child.facts["grades"] == [3, 4]
    for question in child.questions:
        assert len(question["options"]) <= 4
        assert question["criterion"] in {"", "duration"} or len(question["options"]) == 3


ROLES = {  # times that somebody was hurt, and hurt others -> the rule that says so
    (0, 0): set(),
    (1, 1): set(),
    (2, 0): {"victim"},
    (0, 3): {"bully"},
    (3, 2): {"both"},
}


@pytest.mark.parametrize(("times", "role"), ROLES.items())
def test_roles_of_the_cyberbullying_form(times, role):
    found = next(each for each in shipped() if each.code == "cb10")
    form = parse(found.questions, found.scoring)
    answers = dict.fromkeys(form.position, 0) | {"insulted": times[0], "insulting": times[1]}
    scored = score(form, [answers[item.id] for item in form.items])
    assert {code for code, truth in scored.rules.items() if truth} == role
    talk = role & {"victim", "both"}
    assert (scored.band is Band.FLAGGED) == bool(talk)


def test_threats_and_pressure_make_a_safety_event_at_once():
    found = next(each for each in shipped() if each.code == "cb10")
    form = parse(found.questions, found.scoring)
    answers = dict.fromkeys(form.position, 0) | {"pressed": 1, "threatened": 2}
    signals = safety_signals(form, [answers[item.id] for item in form.items])
    assert {signal.code for signal in signals} == {"pressed", "threatened"}
    assert safety_signals(form, [0 if i.id != "threatened" else 1 for i in form.items]) == []


@pytest.mark.parametrize(("code", "rule"), [("igd9c", "dsm5"), ("gd3c", "icd11"), ("iu7t", "tao")])
def test_the_strict_variant_counts_the_top_option_only(code, rule):
    found = next(each for each in shipped() if each.code == code)
    form = parse(found.questions, found.scoring)
    often = [min(2, len(item.values) - 1) if item.scored or item.met_at else len(item.values) - 1
             for item in form.items]  # fmt: skip
    top = [len(item.values) - 1 for item in form.items]
    assert score(form, often).rules[rule] is True
    assert score(form, often).rules[f"{rule}_strict"] is False
    assert score(form, top).rules[f"{rule}_strict"] is True
    moved = score(form, often, routing=f"{rule}_strict")
    assert moved.band is not Band.FLAGGED
