"""By which ways a message goes to a guardian, and when. Plain rules: codes in, codes out."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

ORDER = ("wecom", "email", "sms")  # what costs nothing comes first
QUIET = {
    "night": (time(22), time(7)),
    "evening": (time(20), time(7)),
    "never": None,
}
MOST_A_DAY = 5  # what is not urgent; the sixth waits for the evening's digest


def ways(*, chosen: str, reachable: Collection[str], urgent: bool) -> list[str]:
    """Urgent: every way there is. Else one: hers if it is open, or the first that is."""
    open_ways = [way for way in ORDER if way in reachable]
    if urgent:
        return open_ways
    if chosen == "paper":
        return ["paper"]
    return [chosen] if chosen in open_ways else open_ways[:1]


def next_way(*, tried: Collection[str], reachable: Collection[str]) -> str:
    """After a way has failed for good: another electronic one, then paper, then nothing."""
    left = [way for way in ORDER if way in reachable and way not in tried]
    if left:
        return left[0]
    return "" if "paper" in tried else "paper"


def not_before(local: datetime, quiet: str) -> datetime:
    """That moment, or the end of the quiet hours into which it falls (her local time)."""
    hours = QUIET[quiet]
    if hours is None:
        return local
    starts, ends = hours
    if ends <= local.time() < starts:
        return local
    morning = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return morning if local.time() < ends else morning + timedelta(days=1)


def in_digest(*, rhythm: str, urgent: bool, today: int) -> bool:
    """Whether it waits for the evening: because she wants it so, or because she had enough today."""
    return not urgent and (rhythm == "daily" or today >= MOST_A_DAY)
