"""Hostile files end as a refusal with a sentence: never a traceback, never long, never half."""

import io
import json
import random
import resource
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.actions.authoring import shipped
from surveys.queries.import_words import SENTENCES
from surveys.rules.interchange import sandbox, worker
from surveys.rules.interchange.parsed import Refused
from surveys.rules.interchange.write_fhir import to_fhir
from surveys.rules.interchange.write_xlsform import to_xlsform
from tests.factories.questionnaires import LIKERT, by_variables, dictionary, formula, question
from tests.factories.questionnaires import questionnaire as made

QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _seeds(folder):
    rows = [[f"g{n}", "radio", f"第{n}题", LIKERT] for n in range(3)]
    total = ["t", "calc", "总", "sum([g0],[g1],[g2])"]
    return {
        ".json": [json.dumps(by_variables(4)).encode(), to_fhir(shipped()[1])],
        ".xlsx": [to_xlsform(shipped()[1])],
        ".csv": [dictionary(folder / "seed.csv", *rows, total).read_bytes()],
        ".toml": [
            path.read_bytes() for path in sorted(Path("surveys/instruments").glob("i*.toml"))
        ],
    }


def _answer(path, content):
    path.write_bytes(content)
    return worker.answer(path)


def _odd(told):
    """Codes without a sentence, and what only the last safety net caught; none is right."""
    codes = {problem["code"] for problem in told.get("problems", ())}
    if "definition" not in told and not codes:
        return {"silent"}
    return codes - (set(SENTENCES) - {"unexpected"})


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".csv", ".toml"])
@QUICK
@given(seed=st.integers(0, 10**9))
def test_a_mutated_file_is_read_or_refused(suffix, seed, tmp_path):
    draw = random.Random(seed)  # noqa: S311  (where a file is cut)
    content = bytearray(draw.choice(_seeds(tmp_path)[suffix]))
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(content))
        match draw.randrange(4):
            case 0:
                content[at] = draw.randrange(256)
            case 1:
                del content[at : at + draw.randint(1, 40)]
            case 2:
                content[at:at] = content[at : at + draw.randint(1, 60)]
            case _:
                content[at : at + 1] = draw.choice([b'"', b"\0", b"{", b"]", b"\n", b"\xff", b"-1"])
    assert not _odd(_answer(tmp_path / f"in{suffix}", bytes(content)))


@QUICK
@given(
    node=st.recursive(
        st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["item", "linkId", "type", "answerOption", "valueCoding", "extension", "url",
                 "enableWhen", "question", "contained", "compose", "include", "concept", "text",
                 "valueDecimal", "valueExpression", "expression", "_text", "code", "repeats"]
            ),
            inner, max_size=6,
        ),
        max_leaves=30,
    )
)  # fmt: skip
def test_a_questionnaire_of_the_wrong_shape_is_refused(node, tmp_path):
    found = {"resourceType": "Questionnaire", "item": node, "contained": node, "extension": node}
    assert not _odd(_answer(tmp_path / "in.json", json.dumps(found).encode()))


def _bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<a/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return out.getvalue()


def _entities():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return out.getvalue()


SLOW = "%resource.item.select(" * 9 + "1" + ")" * 9 + ".sum()"
BOMBS = {
    "deep.json": b'{"resourceType":"Questionnaire","item":' + b"[" * 100_000,
    "wide.json": b'{"a":[' + b"1," * 400_000 + b"1]}",
    "long.json": b'{"a": 1' + b"0" * 100_000 + b"}",
    "zip.xlsx": _bomb(),
    "entities.xlsx": _entities(),
    "wide.csv": b"a," * 50_000,
    "quote.csv": b'"' + b"x" * 3_000_000,
    "deep.toml": b"a = " + b"[" * 50_000,
    "nothing.json": b"",
    "binary.csv": bytes(range(256)) * 50,
    "xml.xml": b"<?xml version='1.0'?><Questionnaire/>",
    "slow.json": json.dumps(made(*[question(f"q{n}") for n in range(9)],
                                     formula("t", SLOW))).encode(),
    "ring.json": json.dumps(
        made(question("a", enableWhen=[{"question": "b", "operator": "exists"}]),
                 question("b", enableWhen=[{"question": "a", "operator": "exists"}]))
    ).encode(),
    "formula.csv": b"field_name,field_type,field_label,select_choices_or_calculations\n"
    b'a,radio,A,"0, n | 1, y"\nt,calc,T,' + b"(" * 9000 + b"\n",
}  # fmt: skip


def _spent():
    """What ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_within_seconds(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(BOMBS[name])
    began = _spent()
    try:
        sandbox.read(path)
        refused = []
    except Refused as error:
        refused = [problem.code for problem in error.problems]
    assert _spent() - began < 5  # of a processor: the clock also counts what others do
    assert "unexpected" not in refused
    assert name != "slow.json" or refused == ["formula_slow"]
    assert refused or name == "formula.csv"


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    for path in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(Refused):
            sandbox.read(path)
