"""Codes that mean "would not say" or "does not apply": missing answers, never scores."""

import re
from collections.abc import Sequence

MARKS = frozenset({7, 8, 9, 77, 88, 99, 777, 888, 999, 7777, 8888, 9999, 97, 98, 96, 997, 998})
ALWAYS = frozenset({-999, -998, -997, -996, -995, -888, -777, -666, -99, -98, -97, -96, -88, -77})
SAYING = re.compile(
    r"refus|declin|prefer not|don.?t know|do not know|unknown|not applicable|no answer|missing|"
    r"\bn/?a\b|skip|unsure|不知道|拒绝|不愿|不想回答|不适用|不清楚|未回答|缺失",
    re.IGNORECASE,
)


def missing_codes(codes: Sequence[int], labels: Sequence[str]) -> frozenset[int]:
    """Which numeric codes of one list stand for a missing answer.

    Always the usual large negative ones; 99 and its kin where they lie apart from the others;
    and a lone end of the list whose words say so while it breaks the row of the others.
    """
    found = {code for code in codes if code in ALWAYS}
    for code, label in zip(codes, labels, strict=True):
        rest = [other for other in codes if other not in MARKS | ALWAYS or other < code]
        rest = [other for other in rest if other not in found and other != code]
        if (code in MARKS and rest and code > max(rest) + 1) or (
            code < 0 and rest and min(rest) >= 0 and (SAYING.search(label) or code < -5)
        ):
            found.add(code)
    return frozenset(found)
