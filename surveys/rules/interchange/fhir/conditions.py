"""enableWhen: representable where one question makes all the later ones not apply, else refused."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.interchange.parsed import Place, Remark

from .items import SHOWN_BY_FORMULA, Asked, Tree, extensions
from .weights import rows


def loops(items: Any, path: str) -> list[Remark]:
    """Questions that wait for each other, or for something that is not there."""
    edges: dict[str, set[str]] = {}
    places: dict[str, str] = {}
    waiting = [(item, f"{path}[{n}]") for n, item in enumerate(rows(items))]
    while waiting:
        item, where = waiting.pop()
        link = str(item.get("linkId", ""))
        places[link] = where
        edges.setdefault(link, set()).update(
            str(row.get("question", "")) for row in rows(item.get("enableWhen"))
        )
        below = [(row, f"{where}.item[{n}]") for n, row in enumerate(rows(item.get("item")))]
        for row, _ in below:  # what stands below waits for what stands above
            edges.setdefault(str(row.get("linkId", "")), set()).add(link)
        waiting += below
    found = []
    for link, needs in edges.items():
        for need in sorted(needs - set(edges)):
            facts = {"link": link[:80], "question": need[:80]}
            found.append(Remark("when_unknown", Place(path=places[link]), facts))
    return found + [
        Remark("when_loop", Place(path=places.get(link, "")), {"link": link[:80]})
        for link in _circular(edges)
    ]


def _circular(edges: Mapping[str, set[str]]) -> list[str]:
    """Links that no order of asking can satisfy: what is left when the rest is taken away."""
    left = {link: {need for need in needs if need in edges} for link, needs in edges.items()}
    while ready := [link for link, needs in left.items() if not needs]:
        for link in ready:
            del left[link]
        for needs in left.values():
            needs.difference_update(ready)
    return sorted(left)


def skip(tree: Tree) -> list[Remark]:
    """Write `skip_when` onto the one filter question, or say why that cannot be done."""
    first = next((n for n, asked in enumerate(tree.asked) if asked.when), None)
    if first is None:
        return []
    agreed: tuple[Asked, frozenset[str]] | None = None
    for number, asked in enumerate(tree.asked[first:], first):
        named = _filter(asked, tree, number)
        if named is None or (agreed is not None and not _alike(named, agreed)):
            return [Remark("when_kind", asked.question.place, {"link": asked.question.id})]
        agreed = named
    gate, allowed = agreed or (tree.asked[first], frozenset())
    codes = [option.code for option in gate.question.options]
    skipping = tuple(code for code in codes if code not in allowed)
    if first == 0 or tree.asked[first - 1] is not gate or not skipping or not allowed:
        place = tree.asked[first].question.place
        return [Remark("when_kind", place, {"link": gate.question.id})]
    gate.question.skip_when = skipping
    return []


def _alike(one: tuple[Asked, frozenset[str]], other: tuple[Asked, frozenset[str]]) -> bool:
    return one[0] is other[0] and one[1] == other[1]


def _filter(asked: Asked, tree: Tree, number: int) -> tuple[Asked, frozenset[str]] | None:
    """The one earlier question and its answers under which this one is asked."""
    gate: Asked | None = None
    allowed: frozenset[str] | None = None
    for item in asked.when:
        if any(True for _ in extensions(item, SHOWN_BY_FORMULA)):
            return None
        conditions = rows(item.get("enableWhen"))
        every = item.get("enableBehavior", "all" if len(conditions) == 1 else "") == "all"
        if len(conditions) > 1 and item.get("enableBehavior") not in {"all", "any"}:
            return None
        level: frozenset[str] | None = None
        for row in conditions:
            name = tree.ids.get(str(row.get("question", "")), "")
            found = next((a for a in tree.asked[:number] if a.question.id == name), None)
            if found is None or (gate is not None and found is not gate):
                return None
            gate = found
            codes = _codes(row, found)
            if codes is None:
                return None
            level = codes if level is None else (level & codes if every else level | codes)
        if level is None:
            return None
        allowed = level if allowed is None else allowed & level
    return None if gate is None or allowed is None else (gate, allowed)


def _codes(row: Mapping[str, Any], gate: Asked) -> frozenset[str] | None:
    """The options of the filter that fulfil one condition."""
    every = {option.code for option in gate.question.options}
    operator = row.get("operator", "=")
    if operator == "exists":
        return frozenset(every) if row.get("answerBoolean") is True else None
    hit = set()
    for option, answer in zip(gate.question.options, gate.answers, strict=True):
        if _same(row, answer):
            hit.add(option.code)
    if not hit or operator not in {"=", "!="}:
        return None
    return frozenset(hit if operator == "=" else every - hit)


def _same(row: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    for name, value in answer.items():
        asked = row.get("answer" + name.removeprefix("value"))
        if isinstance(value, dict) and isinstance(asked, dict):
            same = asked.get("code") == value.get("code")
            return same and asked.get("system") in {None, value.get("system")}
        if asked is not None:
            return bool(asked == value and isinstance(asked, bool) == isinstance(value, bool))
    return False
