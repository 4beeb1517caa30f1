"""A first look at somebody's questionnaire file: an hour in the volatile store, never stored.

A look takes no code, no number and no place in any list; whoever leaves it leaves nothing behind.
"""

import json
import secrets
from dataclasses import asdict
from typing import Any

from school_safety.volatile import store
from surveys.queries.looks import KIND, place_of
from surveys.rules.interchange.sandbox import Reading

KEPT_SECONDS = 60 * 60


def keep_look(*, reading: Reading, file: str, by: Any) -> str:
    """Keep what a file says for its sender alone; answers the word it is found by."""
    token = secrets.token_urlsafe(16)
    body = json.dumps({"file": file, "reading": asdict(reading)}, ensure_ascii=False)
    store.put(KIND, place_of(token, by), body.encode(), KEPT_SECONDS)
    return token


def forget_look(*, token: str, by: Any) -> None:
    """It was stored as a draft, or thrown away."""
    store.delete(KIND, place_of(token, by))
