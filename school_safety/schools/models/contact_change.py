"""A change that a contact list told us of: kept until it is in the books, or somebody saw to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.schools.choices import ChangeKind, ChangeState
from school_safety.vault.fields import SealedJSONField


class ContactChange(models.Model):
    """`digest` is the change's own, so that it counts once however often it is told.

    `about` holds what is needed to ask again (account, was) and to recognise whom it is about
    (name, departments); it is emptied when the change is done. `reason` is a short code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.ForeignKey("schools.ContactLink", models.CASCADE, related_name="changes")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=ChangeKind)
    about = SealedJSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.WAITING)
    reason = models.CharField(max_length=30, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-heard_at", "id"]
        indexes = [
            models.Index(fields=["link", "state", "next_try_at"], name="contact_change_due"),
            models.Index(fields=["district", "state", "heard_at"], name="contact_change_listed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["link", "digest"], name="contact_change_once"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
                name="contact_change_waits_until",
            ),
        ]

    def __str__(self) -> str:
        return f"contact change {self.pk}"
