"""A version opened in the editor and stored again is the same version, to the last sign."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.actions.authoring import shipped
from surveys.rules.definition import Definition, read
from surveys.rules.writing.compiling import data_of, fields_of
from surveys.rules.writing.conditions import blocks_of, tree_of
from surveys.rules.writing.unread import unread

SHIPPED = shipped()


def stored(fields: dict[str, Any]) -> dict[str, Any]:
    """As they come back from a table: streams and `kept` are JSON there."""
    plain = {name: json.dumps(value, default=str) for name, value in fields.items()}
    return {name: json.loads(value) for name, value in plain.items()}


def through_the_editor(found: Definition) -> Definition:
    return read(data_of(stored(fields_of(unread(found))), found.number))


@pytest.mark.parametrize("found", SHIPPED, ids=lambda found: found.code)
def test_a_shipped_form_comes_back_unchanged(found: Definition) -> None:
    assert read(unread(found)) == found
    again = through_the_editor(found)
    assert again == found
    assert again.content_hash == found.content_hash


@pytest.mark.parametrize("found", SHIPPED, ids=lambda found: found.code)
def test_every_shipped_form_fits_into_the_fields(found: Definition) -> None:
    fields = fields_of(unread(found))
    assert "data" not in fields["kept"]
    carried = [json.loads(block["value"]["more"] or "{}") for block in fields["questions"]]
    assert {key for table in carried for key in table} <= {"instructed"}
    assert "written" not in json.dumps(fields["rules"])


WORDS = {"zh-hans": "字", "en": "word"}
OPTIONS = [{"code": "a", "value": 0, **WORDS}, {"code": "b", "value": 1, **WORDS}]
IDS = ("i1", "i2", "i3")


def leaves() -> st.SearchStrategy[Any]:
    count = st.integers(0, 3)
    return st.one_of(
        st.sampled_from(IDS),
        st.builds(lambda item, n: {"item": item, "at_least": n}, st.sampled_from(IDS), count),
        st.builds(lambda n: {"scale": "total", "at_least": n}, count),
    )


def branches(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=4)
    return st.one_of(
        several.map(lambda found: {"all": found}),
        several.map(lambda found: {"any": found}),
        inner.map(lambda found: {"not": found}),
        several.map(lambda found: {"at_least": 1, "of": found}),
    )


TREES = st.recursive(leaves(), branches, max_leaves=12)


@given(TREES)
def test_any_tree_comes_back(tree: Any) -> None:
    assert tree_of(json.loads(json.dumps(blocks_of(tree)))) == tree


ODD = st.fixed_dictionaries(
    {},
    optional={
        "reverse": st.booleans(),
        "required": st.booleans(),
        "scored": st.just(False),
        "met_at": st.one_of(st.integers(0, 3), st.just(1.5)),
        "safety_at": st.integers(0, 3),
        "criterion": st.sampled_from(["escape", "of their own"]),
        "recall": st.sampled_from(["2w", ""]),
        "hint": st.just(WORDS),
        "grades": st.just([7, 9]),
    },
)
SCORING = st.fixed_dictionaries(
    {"total": st.sampled_from(["sum", "mean", "count"])},
    optional={
        "met_at": st.integers(0, 3),
        "strict_at": st.integers(0, 3),
        "missing": st.sampled_from(
            [{"rule": "bounds"}, {"rule": "prorate", "max_share": 0.2}, {"max_share": 1}]
        ),
        "rules": st.just([]),
        "ours": st.just({"something": "else"}),
    },
)


@given(odd=st.tuples(ODD, ODD, ODD), scoring=SCORING, tree=TREES, bare=st.booleans())
def test_what_no_field_holds_is_carried_along(
    odd: Any, scoring: Any, tree: Any, bare: bool
) -> None:
    if "rules" not in scoring:
        rule = {"code": "r", "band": "flagged", "name": WORDS, "population": WORDS, "tree": tree}
        scoring = {**scoring, "rules": [{**rule, "source": "", "scope": {"sex": "f"}}]}
    facts = {} if bare else {"grades": [5, 9], "minutes": 3, "recall": "1m", "sources": ["a", "b"]}
    data = {
        "code": "made", "number": 4, **facts,
        **dict.fromkeys(("title", "about", "lead", "label"), WORDS),
        "options": {"set": OPTIONS},
        "questions": [
            {"id": name, "options": "set", **WORDS, **more}
            for name, more in zip(IDS, odd, strict=True)
        ],
        "scoring": scoring,
    }  # fmt: skip
    found = read(data)
    again = through_the_editor(found)
    assert again == found
    assert again.content_hash == found.content_hash
