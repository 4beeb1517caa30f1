"""The shape of a life cycle: states, who each belongs to, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`owner` is the role that has to act next; empty where the story has ended."""

    owner: str
    event: str  # audit event written on arrival
    notice: str  # notice kind posted on arrival; empty where nobody needs to be told
    moves: tuple[str, ...] = ()
    rests: bool = False  # ended, though a person may open it again

    @property
    def ends(self) -> bool:
        """Whether nothing is waited for."""
        return self.rests or not self.moves


Lifecycle = Mapping[str, State]


def can_move(lifecycle: Lifecycle, old: str, new: str) -> bool:
    """Whether the table lets `new` follow `old`."""
    return new in lifecycle[old].moves


def diagram(lifecycle: Lifecycle, first: str, labels: Mapping[str, str]) -> str:
    """The table as a mermaid drawing."""
    lines = ["stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {code}: {labels[code]} ({code})" for code in lifecycle]
    for code, state in lifecycle.items():
        lines += [f"    {code} --> {target}" for target in state.moves]
        if state.ends:
            lines.append(f"    {code} --> [*]")
    return "\n".join(lines)


def table(lifecycle: Lifecycle, labels: Mapping[str, str]) -> str:
    """The same as a Markdown table."""
    lines = ["| state | who acts | audit event | notice | may follow |", "|---|---|---|---|---|"]
    for code, state in lifecycle.items():
        moves = ", ".join(state.moves) or "–"
        lines.append(
            f"| {labels[code]} `{code}` | {state.owner or '–'} | `{state.event}` "
            f"| {state.notice or '–'} | {moves} |"
        )
    return "\n".join(lines)
