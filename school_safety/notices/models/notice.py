"""A message to one person: what kind, and a link. Its words are made when it is delivered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """Holds no text, no name and no result: only a kind, a count, a day and where the link leads.

    `student` says in whose matter it was sent, for the scope of the outbox page; it is never shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    student = models.ForeignKey(
        "schools.Student", models.CASCADE, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, blank=True)  # the same key is the same message
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    url_name = models.CharField(max_length=80, blank=True)
    url_args = models.JSONField(default=list, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    safety = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    for_digest = models.BooleanField(default=False, db_default=False)  # waits for this evening

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_inbox"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["created_at"],
                condition=Q(safety=True, read_at=None, escalated_at=None),
                name="notice_unacknowledged",
            ),
            models.Index(fields=["user"], condition=Q(for_digest=True), name="notice_for_digest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "key"], condition=~Q(key=""), name="notice_key_once"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
