"""How a young child comes in: her card with three pictures, and the door that her teacher opens."""

import uuid

from django.db import models
from django.db.models import Q

from .wave import Sitting, person


class PictureCard(models.Model):
    """One child's pictures in one class, as a slow keyed hash; a new card replaces the old one.

    `number` is hers within the class. Who changes class needs a new card.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    student = models.OneToOneField("schools.Student", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    picture_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "number"], name="card_number_once"),
            models.UniqueConstraint(
                fields=["classroom", "picture_hash"], name="card_pictures_once"
            ),
        ]

    def __str__(self) -> str:
        return f"picture card {self.pk}"


class RoomDoor(models.Model):
    """A teacher lets her class in by pictures for a while; the code on the board is derived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="doors")
    code_hash = models.CharField(max_length=64, unique=True)
    opened_by = person()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(closed_at=None), name="door_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"room door {self.pk}"
