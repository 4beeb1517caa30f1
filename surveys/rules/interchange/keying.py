"""Which items are keyed the other way: their scores fall where those of the others rise."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

from .parsed import Parsed, Question


def _direction(question: Question) -> int:
    """1 where scores rise in the order shown, -1 where they fall, 0 where they do neither."""
    weights = [option.weight for option in question.options]
    pairs = list(pairwise(weights))
    if any(a is None or b is None for a, b in pairs):
        return 0
    if all((a or Fraction(0)) < (b or Fraction(0)) for a, b in pairs):
        return 1
    return -1 if all((a or Fraction(0)) > (b or Fraction(0)) for a, b in pairs) else 0


def _meaning(question: Question) -> tuple[tuple[str, Fraction], ...]:
    """What each wording of an answer scores, whatever the order on the page."""
    found = []
    for option in question.options:
        said = " ".join(option.label.get(key, "") for key in sorted(option.label))
        found.append((said, option.weight or Fraction(0)))
    return tuple(sorted(found))


def mark_reversed(parsed: Parsed) -> None:
    """Set `reverse` where the file does not say it itself. The majority, else the first, leads.

    An item that shows the same answers with the same scores in another order is not reversed.
    """
    counted = set(parsed.total.items if parsed.total else ()).union(
        *(scale.items for scale in parsed.scales)
    )
    asked = [q for q in parsed.questions if q.id in counted and q.reverse is None]
    ways = [(question, _direction(question)) for question in asked]
    count = Counter(way for _, way in ways if way)
    first = next((way for _, way in ways if way), 0)
    lead = first if count[1] == count[-1] else (1 if count[1] > count[-1] else -1)
    straight = {_meaning(question) for question, way in ways if way == lead}
    for question, way in ways:
        question.reverse = way == -lead and way != 0 and _meaning(question) not in straight
