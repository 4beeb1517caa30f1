"""One student's slip for one wave. The token and the typed code are kept as hashes only."""

import uuid

from django.db import models
from django.db.models import Q

from surveys.choices import InvitationState, Path


class Invitation(models.Model):
    """`seat` is the hash of the one live session; a second device needs the teacher's unlock.

    `switched_at`: the consent ended while she was writing; what the page still sends is not kept.
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
    seat = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    seated_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField()
    switched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["student__number", "id"]
        indexes = [models.Index(fields=["sitting", "state"], name="invitation_in_room")]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "student"],
                condition=~Q(state=InvitationState.VOID),
                name="invitation_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[InvitationState.STARTED, InvitationState.SUBMITTED])
                | (~Q(path=Path.UNDECIDED) & Q(started_at__isnull=False)),
                name="invitation_path_decided_at_start",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
