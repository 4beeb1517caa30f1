"""A guardian's own letters. A hold or a lesser authority leaves the rest out without a trace."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lessons.choices import WAITING_STATES, LetterKind
from lessons.models import PersonalLetter, Receipt
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship


def letters_of(user: Any) -> QuerySet[PersonalLetter]:
    """Newest first; only those addressed to this very guardian. An unanswered letter that has a
    newer version gives way to it."""
    stale = Q(dispatch__replaced_by__isnull=False, state__in=WAITING_STATES)
    return _mine(user).exclude(stale)


def _mine(user: Any) -> QuerySet[PersonalLetter]:
    guardian = getattr(user, "guardian", None)
    if guardian is None:
        return PersonalLetter.objects.none()
    ties = Guardianship.objects.filter(
        guardian=guardian, student_id=OuterRef("student_id"), held_at=None
    )
    mine = PersonalLetter.objects.filter(guardian=guardian).filter(
        Exists(ties.filter(authority=Authority.FULL))
        | Q(dispatch__kind=LetterKind.INFORMATION)
        & Exists(ties.filter(authority=Authority.LIMITED))
    )
    return policy.visible(user, Permission.LETTER_READ, mine).select_related(
        "dispatch__classroom", "dispatch__school", "dispatch__replaced_by", "student"
    )


def letter_for(user: Any, letter_id: UUID) -> PersonalLetter:
    """One letter of this guardian, or Absent."""
    letter = _mine(user).filter(pk=letter_id).first()
    if letter is None:
        raise Absent
    return letter


def taken_slots(letter: PersonalLetter) -> frozenset[int]:
    """The times of a booking that other families have."""
    rows = PersonalLetter.objects.filter(dispatch_id=letter.dispatch_id, slot__isnull=False)
    return frozenset(rows.exclude(pk=letter.pk).values_list("slot", flat=True))


def latest_receipt(letter: PersonalLetter) -> Receipt | None:
    """The answer in force."""
    return letter.receipts.order_by("-sequence").first()
