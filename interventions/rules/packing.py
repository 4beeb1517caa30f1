"""What a provider may see before and after it accepts."""

from collections.abc import Iterable, Mapping

from interventions.choices import IDENTITY_FIELDS

PREVIEW_KEYS = ("grade_band", "needs", "waits_since", "level_word", "topics")


def grade_band(grade: int | None) -> str:
    """Coarse enough that a class cannot be guessed."""
    if grade is None:
        return "unknown"
    if grade <= 3:
        return "lower"
    if grade <= 6:
        return "upper"
    return "middle" if grade <= 9 else "high"


def without_identity(preview: Mapping[str, object]) -> dict[str, object]:
    """Only the keys that are allowed to be there; anything else is dropped, whoever wrote it."""
    return {key: preview[key] for key in PREVIEW_KEYS if key in preview}


def missing_identity(fields: Iterable[str]) -> tuple[str, ...]:
    """Which of the fields without which nobody can be reached were not chosen."""
    chosen = set(fields)
    return tuple(code for code in IDENTITY_FIELDS if code not in chosen)
