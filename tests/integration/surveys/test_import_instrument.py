"""manage.py import_instrument: the JSON of the contract, refusals with their place, exit codes."""

import json

import pytest
from django.core.management import CommandError, call_command

from surveys.models import InstrumentVersion
from tests.factories.questionnaires import by_variables, formula, question, questionnaire

KEYS = {
    "title", "items", "subscales", "min_total", "max_total", "missing_rule", "warnings", "errors",
}  # fmt: skip


def _file(tmp_path, resource):
    path = tmp_path / "week.json"
    path.write_text(json.dumps(resource))
    return str(path)


def test_a_dry_run_prints_the_contract(tmp_path, capsys):
    call_command("import_instrument", _file(tmp_path, by_variables()), "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert set(told) >= KEYS
    assert told["errors"] == []
    assert (told["min_total"], told["max_total"], told["missing_rule"]) == (0, 27, "zero")
    first = told["items"][0]
    assert set(first) == {"id", "text", "options", "scored", "reverse", "required"}
    assert first["options"][3] == {"label": "Every day", "weight": 3}


def test_a_refusal_names_file_and_path_and_ends_with_one(tmp_path, capsys):
    one = "%resource.item.where(linkId='q{}').answer.value.weight()"
    product = f"{one.format(0)} * 3 * {one.format(1)}"
    resource = questionnaire(question("q0"), question("q1"), formula("t", product))
    with pytest.raises(SystemExit) as ended:
        call_command("import_instrument", _file(tmp_path, resource), "--dry-run", "--json")
    assert ended.value.code == 1
    error = json.loads(capsys.readouterr().out)["errors"][0]
    assert (error["file"], error["path"]) == ("week.json", "Questionnaire.item[2]")
    assert error["reason"]
    assert error["code"] == "formula_unequal"


def test_people_read_scores_and_refusals_as_lines(tmp_path, capsys):
    call_command("import_instrument", _file(tmp_path, by_variables(3)), "--dry-run")
    said = capsys.readouterr().out
    assert "Every day = 3" in said
    assert "没有答的题算 0 分" in said
    with pytest.raises(SystemExit):
        call_command("import_instrument", str(tmp_path / "nowhere.json"), "--dry-run")
    assert "✗ nowhere.json" in capsys.readouterr().out


def test_a_district_gets_a_draft_once(world, tmp_path, capsys):
    path = _file(tmp_path, by_variables(3))
    call_command("import_instrument", path, "--district", world.district.code, "--json")
    stored = json.loads(capsys.readouterr().out)["stored"]
    version = InstrumentVersion.objects.get(pk=stored)
    assert (version.state, version.instrument.district) == ("draft", world.district)
    assert version.licence_by is None
    for code in (world.district.code, "nowhere"):
        with pytest.raises(CommandError):
            call_command("import_instrument", path, "--district", code)
