"""The next best step of a case and what stands in its way. Codes only; presenters speak."""

from dataclasses import dataclass

OPEN_WITH_PROVIDER = frozenset({"sent", "seen", "accepted", "appointed", "attended"})


@dataclass(frozen=True)
class Facts:
    """What the step depends on, read once."""

    status: str
    talked: bool = False
    guardian_told: bool = False
    guardian_waived: bool = False  # a protective exception that the lead approved
    waiver_waiting: bool = False
    planned: bool = False
    family_part: bool = False
    referral: str = ""  # status of the newest open referral
    consent_refused: bool = False
    tasks_open: int = 0


@dataclass(frozen=True)
class Step:
    """`code` is the thing to do, `blocks` what still stands in the way of the step after it."""

    code: str
    blocks: tuple[str, ...] = ()


def next_step(facts: Facts) -> Step:
    """One thing to do now."""
    fixed = {
        "new": Step("assign"),
        "assigned": Step("talk"),
        "talking": Step("decide"),
        "closing": Step("approve_close"),
        "dismissed": Step("none"),
        "closed": Step("none"),
    }
    if facts.status in fixed:
        return fixed[facts.status]
    if not facts.planned:
        return Step("plan", guardian_blocks(facts))
    if guardian_blocks(facts):
        return Step("tell_guardian", guardian_blocks(facts))
    return _while_planned(facts)


def _while_planned(facts: Facts) -> Step:
    if facts.referral == "draft":
        block = "consent_refused" if facts.consent_refused else "consent_missing"
        return Step("await_consent" if not facts.consent_refused else "revoke", (block,))
    if facts.referral in OPEN_WITH_PROVIDER:
        return Step("await_provider")
    if facts.referral == "replied":
        return Step("read_reply")
    return Step("follow_plan", closing_blocks(facts))


def guardian_blocks(facts: Facts) -> tuple[str, ...]:
    """What is missing before the family can be said to know."""
    if facts.guardian_told or facts.guardian_waived:
        return ()
    return ("waiver_waiting",) if facts.waiver_waiting else ("guardian_untold",)


def closing_blocks(facts: Facts) -> tuple[str, ...]:
    """What must be finished before a case may be closed."""
    blocks = []
    if facts.tasks_open:
        blocks.append("tasks_open")
    if facts.referral:
        blocks.append("referral_open")
    return tuple(blocks)
