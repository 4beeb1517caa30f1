"""An audit row as one sentence, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language

from .events import catalogue
from .events.event import placeholders
from .models import AuditEvent

NOBODY = {"zh": "系统", "en": "the system"}
SOMEBODY = {"zh": "一位用户", "en": "somebody"}
A_STUDENT = {"zh": "一名学生", "en": "a student"}
A_THING = {"zh": "记录", "en": "record"}
NOTHING: Mapping[Any, str] = MappingProxyType({})


def sentence(
    row: AuditEvent, *, names: Mapping[Any, str] = NOTHING, words: Mapping[str, str] = NOTHING
) -> str:
    """`names`: what to call an id (UUID -> name); `words`: what to call a code, in this language.

    Without them the sentence still reads well: "a student", and the bare code.
    """
    tongue = "en" if (get_language() or "").startswith("en") else "zh"
    event = catalogue().get(row.event)
    if event is None:  # written by a later or earlier version
        return row.event
    text = event.en if tongue == "en" else event.zh
    return text.format_map(
        {name: _value(name, row, tongue, names, words) for name in placeholders(text)}
    )


def _value(
    name: str, row: AuditEvent, tongue: str, names: Mapping[Any, str], words: Mapping[str, str]
) -> str:
    if name in row.facts:
        code = str(row.facts[name])
        return words.get(code, code)
    if name == "actor":
        if row.actor_id is None:
            return NOBODY[tongue]
        return names.get(row.actor_id, SOMEBODY[tongue])
    if name == "student":
        return names.get(row.student_id, A_STUDENT[tongue])
    if name == "object":
        return words.get(row.object_kind, A_THING[tongue])
    code = {"reason": row.reason, "role": row.actor_role}.get(name, "")
    return words.get(code, code) or "–"
