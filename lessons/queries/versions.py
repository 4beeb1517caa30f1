"""What sending this version would mean for families that have an older one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lessons.choices import Audience
from lessons.models import Dispatch, LetterPage, PersonalLetter
from lessons.rules import changes
from school_safety.schools.models import Classroom


@dataclass(frozen=True)
class Renewal:
    """`sent` classes have an older version; `parts` are the weighty words that differ."""

    sent: int
    parts: tuple[str, ...]
    again: int  # guardians who answered the older words and would be asked once more
    spared: int  # guardians who said no: that stands


def renewal(
    letter: LetterPage, rooms: Iterable[Classroom], texts: dict[str, Any]
) -> Renewal | None:
    """None where no class has an older version of this letter."""
    older = [
        row
        for row in Dispatch.objects.filter(
            classroom__in=list(rooms),
            letter_page=letter.pk,
            audience=Audience.ROOM,
            replaced_by=None,
        )
        if row.letter_revision != letter.live_revision_id
    ]
    if not older:
        return None
    parts = {part for row in older for part in changes.changed_in_any(row.texts, texts)}
    states = PersonalLetter.objects.filter(dispatch__in=older, answered_at__isnull=False)
    answered = list(states.values_list("state", flat=True))
    again = sum(changes.asked_again(state) for state in answered)
    ordered = tuple(part for part in changes.WEIGHTY if part in parts)
    return Renewal(len(older), ordered, again, len(answered) - again)


def earlier(letter: PersonalLetter) -> PersonalLetter | None:
    """This guardian's copy of the version before, where she had answered that one."""
    if letter.dispatch.replaces_id is None:
        return None
    return PersonalLetter.objects.filter(
        dispatch_id=letter.dispatch.replaces_id,
        student_id=letter.student_id,
        guardian_id=letter.guardian_id,
        answered_at__isnull=False,
    ).first()


def newer(letter: PersonalLetter) -> PersonalLetter | None:
    """This guardian's copy of the version after, if she was sent one."""
    return PersonalLetter.objects.filter(
        dispatch__replaces_id=letter.dispatch_id,
        student_id=letter.student_id,
        guardian_id=letter.guardian_id,
    ).first()
