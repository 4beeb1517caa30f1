"""The shipped questionnaires: there after migrate, complete in both languages, kindly short."""

import re
from datetime import UTC, datetime

import pytest

from surveys.actions.authoring import load_shipped, shipped
from surveys.models import Instrument, InstrumentVersion
from surveys.rules.form import parse

CLAUSE = re.compile(r"[，。？；：、]")
AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.django_db
def test_shipped_exist_after_migrate():
    assert {"igd9c", "gd3c", "iu8c", "iu7t", "quiet"} == set(
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
    ("code", "criteria"), [("igd9c", 9), ("gd3c", 7), ("iu8c", 8), ("iu7t", 7)]
)
def test_one_item_per_published_criterion(code, criteria):
    found = next(each for each in shipped() if each.code == code)
    assert len(parse(found.questions, found.scoring).scored) == criteria
