"""When a referral has gone quiet, and who is asked to move it. Nobody presses a family."""

from dataclasses import dataclass

PROVIDER, OWNER = "provider", "owner"


@dataclass(frozen=True)
class Patience:
    """Whole days of quiet after which each of them hears of it; None: it is not theirs to move."""

    provider: int | None
    owner: int | None


PATIENCE: dict[str, Patience] = {
    "draft": Patience(provider=None, owner=7),
    "sent": Patience(provider=3, owner=7),
    "seen": Patience(provider=3, owner=7),
    "accepted": Patience(provider=7, owner=14),
    "appointed": Patience(provider=2, owner=7),  # counted from the hour of the appointment
    "attended": Patience(provider=14, owner=21),
    "replied": Patience(provider=None, owner=7),
}


def chased(status: str, quiet_days: int) -> dict[str, int]:
    """Whom to ask, and for the how-manieth time: {"provider": 2, "owner": 1}."""
    patience = PATIENCE.get(status)
    if patience is None:
        return {}
    waits = {PROVIDER: patience.provider, OWNER: patience.owner}
    times = {who: quiet_days // days for who, days in waits.items() if days}
    return {who: count for who, count in times.items() if count > 0}
