"""Picture cards: three of twelve pictures for each young child, printed and handed out."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from django.db import transaction
from django.db.models import Q

from school_safety.audit.events import surveys as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import Classroom, Student
from school_safety.vault.lookup import keyed_hash
from surveys.choices import PICTURE_GRADES, PICTURES, Picture
from surveys.models import PictureCard
from surveys.queries.pictures import shown

# Argon2id: about 10 ms and 4 MB for each try.
COST = {"time_cost": 2, "memory_cost": 4096, "parallelism": 1, "hash_len": 32, "type": Type.ID}


def picture_hash(classroom_id: UUID, pictures: Sequence[str]) -> str:
    """Keyed first and slow after: without the house's key a stolen table is no help at all.

    One salt a class, so that no two children of a class are given the same pictures.
    """
    secret = keyed_hash("surveys.pictures", "-".join(pictures)).encode()
    salt = bytes.fromhex(keyed_hash("surveys.pictures.salt", str(classroom_id)))[:16]
    return hash_secret_raw(secret=secret, salt=salt, **COST).hex()  # type: ignore[arg-type]


@transaction.atomic
def make_cards(
    *, classroom: Classroom, students: Iterable[Student], by: Any, at: datetime
) -> list[dict[str, Any]]:
    """A new card for each of these children; their old ones stop working. Shown once, never kept."""
    if classroom.grade not in PICTURE_GRADES:
        raise NotNow("door_not_open")
    wanted = list(students)
    held = PictureCard.objects.select_for_update().filter(
        Q(classroom=classroom) | Q(student__in=wanted)
    )
    cards = {card.student_id: card for card in held}
    here = [card for card in cards.values() if card.classroom_id == classroom.pk]
    taken, numbers = {card.picture_hash for card in here}, {card.number for card in here}
    printed = []
    for student in wanted:
        card = cards.get(student.pk) or PictureCard(
            student=student, district_id=student.district_id
        )
        if card.classroom_id != classroom.pk:
            card.classroom, card.number = classroom, _free(numbers)
        pictures = _fresh(card, taken)
        card.made_at = at
        card.save()
        printed.append(_words(classroom, student, card, pictures))
    _remember(classroom, len(printed), by=by, at=at)
    return printed


def _free(numbers: set[int]) -> int:
    number = next(each for each in range(1, len(numbers) + 2) if each not in numbers)
    numbers.add(number)
    return number


def _fresh(card: PictureCard, taken: set[str]) -> list[str]:
    """Pictures that nobody in the class has or has just had."""
    while True:
        pictures = secrets.SystemRandom().sample(Picture.values, PICTURES)
        card.picture_hash = picture_hash(card.classroom_id, pictures)
        if card.picture_hash not in taken:
            taken.add(card.picture_hash)
            return pictures


def _words(
    classroom: Classroom, student: Student, card: PictureCard, pictures: list[str]
) -> dict[str, Any]:
    return {
        "place": classroom.name,
        "name": student.name,
        "number": card.number,
        "pictures": shown(pictures),
    }


def _remember(classroom: Classroom, count: int, *, by: Any, at: datetime) -> None:
    record(
        events.CARDS_PRINTED,
        by=by,
        district_id=classroom.district_id,
        school_id=classroom.school_id,
        object_kind="schools.classroom",
        object_id=str(classroom.pk),
        facts={"cards": count},
        at=at,
    )
