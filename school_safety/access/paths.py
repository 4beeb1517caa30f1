"""How each kind of row hangs in the tree: the one place that knows the way from a row to its unit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Paths:
    """Lookups that end in an id. None: this kind of row has no such unit, so that scope denies.

    `owner` and `involved` lead to a user; `guardian` to the one guardian a row is addressed to;
    `granted` to the id that a grant's basis names after its colon ("referral:<id>"); `published`
    to the district, for frozen aggregates only; `case` to the case that an access slip is boxed to.
    Where a row hangs on no case, `under` says which rows that case rests on; with neither of the
    two, no access slip opens it.
    """

    district: str | None = None
    school: str | None = None
    classroom: str | None = None
    student: str | None = None
    guardian: str | None = None
    owner: str | None = None
    involved: str | None = None
    granted: str | None = None
    published: str | None = None
    case: str | None = None
    under: Callable[[str], models.Q] | None = None


_PATHS: dict[type[models.Model], Paths] = {}


def register(model: type[models.Model], **paths: Any) -> None:
    """Say how rows of this model hang in the tree; called once, from an AppConfig.ready()."""
    _PATHS[model] = Paths(**paths)


def of(model: type[models.Model]) -> Paths:
    """The paths of this model; a model that was never registered is refused loudly."""
    found = _PATHS.get(model)
    if found is None:
        message = f"{model.__name__} has no access paths: register it in its AppConfig.ready()"
        raise LookupError(message)
    return found


def registered() -> dict[type[models.Model], Paths]:
    """Every model that can be asked about, for the tests about the architecture."""
    return dict(_PATHS)


def value(row: models.Model, path: str | None) -> Any:
    """The id at the end of a path, walked on the row itself."""
    if path is None:
        return None
    found: Any = row
    for step in path.split("__"):
        found = getattr(found, step, None)
        if found is None:
            return None
    return found
