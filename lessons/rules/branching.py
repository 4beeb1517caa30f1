"""A story for paper: numbered sections that say where to read on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """`ways` are choices and the section each leads to; `back` is the one to return to."""

    number: int
    text: str
    ways: tuple[tuple[str, int], ...] = ()
    back: int = 0


def sections(
    scene: str, branches: Sequence[tuple[str, str]], close: str = "", *, seed: str = ""
) -> list[Section]:
    """The scene is 1. The outcomes follow in another order than the choices, so that nobody reads on
    by accident; the order is the same each time. The close comes last."""
    order = sorted(range(len(branches)), key=lambda i: _place(f"{seed or scene}{i}"))
    number = {branch: place for place, branch in enumerate(order, 2)}
    ways = tuple((choice, number[i]) for i, (choice, _outcome) in enumerate(branches))
    out = [Section(1, scene, ways)]
    out += [Section(number[i], branches[i][1], back=1) for i in order]
    if close:
        out.append(Section(len(out) + 1, close))
    return out


def _place(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
