"""The matrix as a page of the reference, in both languages; drawn, never written by hand."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.functional import Promise

from school_safety.access.choices import Role, Scope
from school_safety.access.matrix import MATRIX, roles_with
from school_safety.access.never import MUST_NEVER
from school_safety.access.sentences import AREAS, REACH

HEAD = """# Who may do what, and where

Drawn by `manage.py draw_matrix` from `school_safety/access/matrix.py`, `sentences.py` and `never.py`;
`make check` compares this page with them (`draw_matrix --check`). In the product the same table is
read in plain words at `/who-may/`.

**What is not here is denied, and denied looks like absent (404).** Nobody gives a role to herself.
A letter after a role says how far the verb reaches.
"""


def drawing() -> str:
    """The whole page."""
    parts = [HEAD, *_legend(), *_areas(), *_roles(), *_nevers()]
    return "\n".join(parts).rstrip() + "\n"


def _both(text: str | Promise) -> str:
    """English, then Chinese."""
    with translation.override("en"):
        english = str(text)
    with translation.override("zh-hans"):
        return f"{english} · {text}"


def _english(text: str | Promise) -> str:
    with translation.override("en"):
        return str(text)


def _legend() -> Iterator[str]:
    yield "## How far\n"
    yield "| code | reaches |\n|---|---|"
    for scope in Scope:
        yield f"| `{scope.value}` | {_both(REACH[scope])} |"
    yield "\n## Roles\n"
    yield "| code | role |\n|---|---|"
    for role in Role:
        yield f"| {role.value.upper()} | {_both(role.label)} |"


def _areas() -> Iterator[str]:
    yield "\n## Verb by verb"
    for area in AREAS:
        yield f"\n### {_both(area.title)}\n"
        yield "| verb | what it lets somebody do | who, how far |\n|---|---|---|"
        for verb, sentence in area.sentences.items():
            who = [
                f"{role.value.upper()} `{MATRIX[role][verb]}`"
                for role in Role
                if role.value in roles_with(verb)
            ]
            yield f"| `{verb.value}` | {_both(sentence)} | {' · '.join(who)} |"


def _roles() -> Iterator[str]:
    yield "\n## Role by role\n"
    yield "| role | verbs |\n|---|---|"
    for role in Role:
        held = [f"`{verb.value}` {scope}" for verb, scope in sorted(MATRIX[role].items())]
        yield f"| {role.value.upper()} {_english(role.label)} | {', '.join(held) or 'nothing'} |"


def _nevers() -> Iterator[str]:
    yield "\n## Never\n"
    yield "| who | never |\n|---|---|"
    for line in MUST_NEVER:
        who = " ".join(role.value.upper() for role in Role if role.value in line.roles)
        yield f"| {who} | {_both(line.sentence)} |"
