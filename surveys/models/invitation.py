"""One student's slip for one wave. The token and the typed code are kept as hashes only."""

import uuid

from django.db import models
from django.db.models import Q

from surveys.choices import InvitationState, Path


class Invitation(models.Model):
    """`path` and `started_at` are written with what was handed in; before, see `queries.begun`.

    `switched_at`: the last time that a consent ended while this slip was out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    wave = models.ForeignKey("surveys.Wave", models.PROTECT, related_name="invitations")
    sitting = models.ForeignKey("surveys.Sitting", models.PROTECT, related_name="invitations")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.ISSUED)
    path = models.CharField(max_length=12, choices=Path, blank=True, default=Path.UNDECIDED)
    issue = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField()
    switched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["student__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "student"],
                condition=~Q(state=InvitationState.VOID),
                name="invitation_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[InvitationState.SUBMITTED])
                | (~Q(path=Path.UNDECIDED) & Q(started_at__isnull=False)),
                name="invitation_path_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
