"""Our own TOML, and our own keys in other people's formats, so that what we write reads back."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.definition import Definition, read
from surveys.rules.form import BadForm

from .parsed import Option, Parsed, Question, refusal
from .safety import suspects


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
    parsed = Parsed("toml", code=definition.code)
    parsed.questions = [
        Question(str(row["id"]), dict(row["text"]), [Option("", {})])
        for row in definition.questions
    ]
    parsed.suspects = suspects(parsed.questions)
    return definition, parsed


def restore_fhir(resource: Any, tree: Any, parsed: Parsed) -> bool:
    """Whether the file was ours and has been restored."""
    return False
