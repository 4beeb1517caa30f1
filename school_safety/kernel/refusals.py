"""Refusals by name: what may not be done, and why, as values that a door turns into a page."""

from collections.abc import Mapping


class Refusal(Exception):
    """Something that may not happen. `code` is a short stable word that presenters translate."""

    status = 400

    def __init__(self, code: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Absent(Refusal):
    """Not yours or not there: the two look alike (404)."""

    status = 404


class NotNow(Refusal):
    """Yours, but not in this state or at this time (409); `code` says why."""

    status = 409


class Invalid(Refusal):
    """The words or figures given cannot be taken (422); `fields` maps field name to reason code."""

    status = 422

    def __init__(self, code: str = "invalid", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.fields = dict(fields or {})


class TooMany(Refusal):
    """Too often (429); `retry_after` is in whole seconds."""

    status = 429

    def __init__(self, code: str = "too_many", retry_after: int = 60) -> None:
        super().__init__(code)
        self.retry_after = retry_after
