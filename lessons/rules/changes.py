"""What a new version of a letter changes, and who is asked again because of it."""

import re
from collections.abc import Mapping
from typing import Any

# Parts that a family answered to; a new title, a name below or one more question asks nobody again.
WEIGHTY = ("points", "paragraphs", "ask", "options", "refuse_note", "kind")
# A no stays a no without being asked for twice; who has not answered just gets the newer words.
KEPT = frozenset({"declined", "withdrawn"})
_LIGHT = re.compile(r"[\s\u3000-\u303f\uff00-\uff65.,;:!?'\"()\u2018-\u201d\u2026\u2014-]+")


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The weighty parts whose words differ, in one language; points and blanks are not words."""
    return tuple(part for part in WEIGHTY if _bare(old.get(part)) != _bare(new.get(part)))


def changed_in_any(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    """The same over every language that both versions have."""
    found = {
        part for tongue in old.keys() & new.keys() for part in changed(old[tongue], new[tongue])
    }
    return tuple(part for part in WEIGHTY if part in found)


def asked_again(state: str) -> bool:
    """Whether a guardian whose copy of the old version stands so gets the new one."""
    return state not in KEPT


def _bare(value: Any) -> str:
    parts = value if isinstance(value, list | tuple) else [value or ""]
    return "\n".join(_LIGHT.sub("", str(part)) for part in parts)
