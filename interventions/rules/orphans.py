"""Why nobody may be looking after a case. Plain Python; codes, for words elsewhere."""

CLOSED, LEFT, UNCOVERED, NOBODY = "closed", "left", "uncovered", "nobody"


def why_alone(*, owned: bool, active: bool, counsels_here: bool, away: bool, covered: bool) -> str:
    """The first reason that holds; empty where somebody is there for it today."""
    if not owned:
        return NOBODY
    if not active:
        return CLOSED
    if not counsels_here:
        return LEFT
    return UNCOVERED if away and not covered else ""


def proposal(
    loads: dict[object, int], cases: list[object], not_to: set[object]
) -> dict[object, object]:
    """Each case to whoever has the fewest by then; empty where there is nobody."""
    counted = {person: load for person, load in loads.items() if person not in not_to}
    proposed: dict[object, object] = {}
    for case in cases if counted else ():
        person = min(counted, key=lambda each: (counted[each], str(each)))
        proposed[case] = person
        counted[person] += 1
    return proposed
