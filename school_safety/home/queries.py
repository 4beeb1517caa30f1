"""What needs me today? Every floor is asked, and the answers stand in one list."""

from datetime import datetime
from typing import Any

from django.urls import reverse

import interventions.queries
import lessons.queries
import surveys.queries
from school_safety.access.choices import Role
from school_safety.access.holdings import roles_of

# The first matching row decides; somebody with several roles starts at her staff screen.
FIRST_SCREENS = (
    (frozenset({Role.CLINICIAN}), "interventions:provider_home"),
    (frozenset({Role.GUARDIAN}), "home:family"),
    (frozenset({Role.STUDENT}), "home:student"),
)


def first_screen(user: Any) -> str:
    """The URL name of this person's first screen."""
    roles = {holding.role for holding in roles_of(user)}
    for wanted, name in FIRST_SCREENS:
        if roles & wanted and roles <= wanted:
            return name
    return "home:staff"


def today(user: Any, at: datetime, *, limit: int = 3) -> tuple[list[dict[str, Any]], int]:
    """The first few things to do, soonest first, and how many there are in all.

    Each thing: title, detail, button, due (or None), state ("now", "waiting" or ""), url.
    """
    things = [
        *interventions.queries.today(user, at),
        *surveys.queries.today(user, at),
        *lessons.queries.today(user, at),
    ]
    things.sort(key=lambda thing: (thing.get("due") is None, thing.get("due") or at))
    for thing in things:
        thing["url"] = reverse(thing["url_name"], args=thing.get("args", ()))
    return things[:limit], len(things)
