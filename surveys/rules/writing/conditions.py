"""A rule's tree as nested blocks, and back. Several conditions side by side must all hold."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .carried import joined, split

DEPTH = 3  # levels of conditions that the editor shows; a deeper tree is carried as written
GROUPS = ("all", "any")

Block = dict[str, Any]


def blocks_of(tree: Any) -> list[Block]:
    """The tree of one rule as the editor shows it."""
    if isinstance(tree, Mapping) and set(tree) == {"all"} and len(tree["all"]) > 1:
        return _row(tree["all"], DEPTH)
    return [_block(tree, DEPTH)]


def tree_of(stream: Sequence[Block]) -> Any:
    """The tree that these blocks mean; an empty one says nothing and is refused further on."""
    return _one(stream)


def _row(trees: Sequence[Any], depth: int) -> list[Block]:
    """Neighbouring questions share a block."""
    found: list[Block] = []
    run: list[str] = []
    for tree in trees:
        if isinstance(tree, str):
            run.append(tree)
            continue
        found += _items(run)
        run = []
        found.append(_block(tree, depth))
    return found + _items(run)


def _items(run: Sequence[str]) -> list[Block]:
    return [{"type": "items", "value": joined(run)}] if run else []


def _block(tree: Any, depth: int) -> Block:
    if isinstance(tree, str):
        return {"type": "items", "value": tree}
    keys = set(tree) if isinstance(tree, Mapping) else set()
    for leaf in ("item", "scale"):
        if keys == {leaf, "at_least"} and type(tree["at_least"]) is int:
            return {"type": leaf, "value": {leaf: tree[leaf], "at_least": tree["at_least"]}}
    if depth > 1 and len(keys) == 1:
        kind = next(iter(keys))
        if kind in GROUPS and tree[kind]:
            return {"type": kind, "value": _row(tree[kind], depth - 1)}
        if kind == "not":
            return {"type": "not", "value": [_block(tree["not"], depth - 1)]}
    if depth > 1 and keys == {"at_least", "of"} and type(tree["at_least"]) is int and tree["of"]:
        value = {"at_least": tree["at_least"], "of": _row(tree["of"], depth - 1)}
        return {"type": "enough", "value": value}
    return {"type": "written", "value": json.dumps(tree, ensure_ascii=False, sort_keys=True)}


def _trees(stream: Sequence[Block]) -> list[Any]:
    found: list[Any] = []
    for block in stream or ():
        if block["type"] == "items":
            found += split(block["value"])
        else:
            found.append(_tree(block["type"], block["value"]))
    return found


def _tree(kind: str, value: Any) -> Any:
    if kind in ("item", "scale"):
        return {kind: (value[kind] or "").strip(), "at_least": value["at_least"]}
    if kind in GROUPS:
        return {kind: _trees(value)}
    if kind == "not":
        return {"not": _one(value)}
    if kind == "enough":
        return {"at_least": value["at_least"], "of": _trees(value["of"])}
    try:
        return json.loads(value)
    except ValueError:
        return {}


def _one(stream: Sequence[Block]) -> Any:
    trees = _trees(stream)
    return trees[0] if len(trees) == 1 else {"all": trees} if trees else {}
