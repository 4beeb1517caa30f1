"""Our own TOML, and our own keys in other people's formats, so that what we write reads back."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from surveys.rules.definition import LOCALES, Definition, read
from surveys.rules.form import BadForm

from .document import read_json
from .fhir.weights import rows
from .parsed import Option, Parsed, Place, Question, refusal
from .safety import suspects
from .strict import check

OWN = "urn:school-safety:questionnaire"  # on the Questionnaire: what FHIR has no place for
OWN_ITEM = "urn:school-safety:question"
STANDARD = frozenset({"id", "text", "options", "required", "skip_when"})


def read_own(data: Mapping[str, Any]) -> tuple[Definition, Parsed]:
    """A parsed TOML file; what is wrong in it is named as the engine names it."""
    try:
        definition = read(data)
    except BadForm as error:
        raise refusal("form_bad", reason=str(error)[:200]) from error
    except KeyError as error:
        raise refusal("toml_key", key=str(error.args[0])[:80]) from error
    except (TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise refusal("form_bad", reason=str(error)[:200]) from error
    check(definition)
    parsed = Parsed("toml", code=definition.code)
    parsed.questions = [
        Question(str(row["id"]), dict(row["text"]), [Option("", {})])
        for row in definition.questions
    ]
    parsed.suspects = suspects(parsed.questions)
    return definition, parsed


def rest_of(row: Mapping[str, Any], *, counted: bool, also: frozenset[str] = frozenset()) -> str:
    """A question's keys that a format has no place for, as one line of JSON.

    An item in no scale keeps its values there too: as weights they would be counted by others.
    """
    rest = {key: value for key, value in row.items() if key not in STANDARD | also}
    if row.get("skip_when"):
        rest["skip_when"] = row["skip_when"]
    if not counted:
        rest["values"] = [option["value"] for option in row["options"]]
    return dump(rest)


def head_of(
    definition: Definition, also: Sequence[str] = (), rows_of: frozenset[str] = frozenset()
) -> str:
    """Everything about the whole form that a format has no place for.

    `also` names the texts, `rows_of` the parts of the scoring that stand elsewhere in the file.
    """
    texts = {name: words for name, words in definition.texts.items() if name not in also}
    scoring = {key: value for key, value in definition.scoring.items() if key not in rows_of}
    return dump(
        {
            "code": definition.code,
            "number": definition.number,
            "kind": definition.kind,
            "texts": texts,
            "scoring": scoring,
            "facts": definition.facts,
        }
    )


def dump(value: Any) -> str:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def load(text: Any, place: Place) -> dict[str, Any]:
    """The JSON object in a cell or an extension, with the limits of any document."""
    if not isinstance(text, str):
        raise refusal("own_broken", place)
    return dict(_plain(read_json(text.encode())))


def _plain(value: Any) -> Any:
    """Decimals as the floats that our own files hold."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | bool) else float(value)


def restore(question: Question, rest: Mapping[str, Any], place: Place) -> None:
    """Put a question's own keys back."""
    left = dict(rest)
    values = left.pop("values", None)
    if values is not None:
        if not _whole(values, len(question.options)):
            raise refusal("own_broken", place)
        for option, value in zip(question.options, values, strict=True):
            option.weight = Fraction(value)
    skip = left.pop("skip_when", None)
    if isinstance(skip, list) and not question.skip_when:
        question.skip_when = tuple(str(code) for code in skip)
    question.scored = left.get("scored") is True
    question.reverse = left.get("reverse") is True
    question.extra = {key: value for key, value in left.items() if key not in STANDARD}


def _whole(values: Any, size: int) -> bool:
    return (
        isinstance(values, list)
        and len(values) == size
        and all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    )


def restore_head(head: Mapping[str, Any], parsed: Parsed, place: Place) -> None:
    """Put the form's own keys back."""
    texts, scoring, facts = (head.get(name) for name in ("texts", "scoring", "facts"))
    number = head.get("number", 1)
    if not isinstance(texts, dict) or not isinstance(scoring, dict) or not isinstance(facts, dict):
        raise refusal("own_broken", place)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10_000:
        raise refusal("own_broken", place)
    for name, words in texts.items():
        if isinstance(words, dict):
            parsed.texts[str(name)] = {key: str(words.get(key, "")) for key in LOCALES}
    parsed.code = str(head.get("code", ""))[:80]
    parsed.number = number
    parsed.kind = "alternative" if head.get("kind") == "alternative" else "screening"
    parsed.scoring, parsed.facts = scoring, facts


def restore_fhir(resource: Mapping[str, Any], tree: Any, parsed: Parsed) -> bool:
    """Whether the file was ours and has been restored."""
    place = Place(path="Questionnaire.extension")
    head = _extension(resource, OWN)
    if head is None:
        return False
    restore_head(load(head, place), parsed, place)
    items = {str(item.get("linkId")): item for item in rows(resource.get("item"))}
    for asked in tree.asked:
        text = _extension(items.get(asked.link, {}), OWN_ITEM)
        where = asked.question.place
        restore(asked.question, load(text, where) if text is not None else {}, where)
    return True


def _extension(element: Mapping[str, Any], url: str) -> Any:
    return next(
        (row.get("valueString") for row in rows(element.get("extension")) if row.get("url") == url),
        None,
    )
