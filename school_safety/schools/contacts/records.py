"""The answers as values; whatever is not as documented is `Garbled`, never a crash later on."""

from dataclasses import dataclass
from typing import Any

from . import callback

MOST_PARENTS, MOST_CLASSES = 20, 40


class Garbled(ValueError):
    """Not what the documents promise."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent as her child's record names her: never by name."""

    account: str
    relation: str
    mobile: str


@dataclass(frozen=True, slots=True)
class Child:
    """A student."""

    account: str
    name: str
    departments: tuple[int, ...]
    parents: tuple[Parent, ...]


@dataclass(frozen=True, slots=True)
class Grown:
    """A parent, by the accounts of her children."""

    account: str
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """`type`: 1 class, 2 grade, 3 stage, 4 campus, 5 school (the root)."""

    id: int
    parent: int
    type: int
    name: str
    graduated: bool


def account(told: dict[str, Any]) -> Child | Grown:
    """What `school/user/get` answers."""
    if told.get("user_type") == 1:
        return _child(_dict(told.get("student")))
    if told.get("user_type") == 2:
        parent = _dict(told.get("parent"))
        rows = [_dict(row) for row in _list(parent.get("children"), MOST_PARENTS)]
        names = tuple(_account(row.get("student_userid")) for row in rows)
        return Grown(_account(parent.get("parent_userid")), names)
    raise Garbled


def children(told: dict[str, Any]) -> list[Child]:
    """What `school/user/list` answers."""
    return [_child(_dict(row)) for row in _list(told.get("students"), 30_000)]


def departments(told: dict[str, Any]) -> dict[int, Department]:
    """What `school/department/list` answers."""
    found = {}
    for row in map(_dict, _list(told.get("departments"), 30_000)):
        number = _number(row.get("id"))
        found[number] = Department(
            number,
            _number(row.get("parentid", 0)),
            _number(row.get("type", 0)),
            _text(row.get("name", ""))[:60],
            row.get("is_graduated") == 1,
        )
    return found


def _child(row: dict[str, Any]) -> Child:
    parents = [_dict(each) for each in _list(row.get("parents", []), MOST_PARENTS)]
    return Child(
        _account(row.get("student_userid")),
        _text(row.get("name", "")),
        tuple(_number(each) for each in _list(row.get("department", []), MOST_CLASSES)),
        tuple(
            Parent(
                _account(each.get("parent_userid")),
                _text(each.get("relation", "")),
                _text(each.get("mobile", "")),
            )
            for each in parents
        ),
    )


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Garbled
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise Garbled
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 300:
        raise Garbled
    return value


def _account(value: Any) -> str:
    text = _text(value).strip()
    if not text or len(text) > callback.LONGEST:
        raise Garbled
    return text


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        raise Garbled
    return value
