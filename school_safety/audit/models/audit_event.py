"""One thing that happened: who did it, to whom, by which right. Never changed, never deleted."""

import uuid

from django.db import models


class AuditEvent(models.Model):
    """`sequence` orders; `key` and `mark` (an HMAC over every other column) make an edit visible.

    `reason` and `facts` hold short codes and ids, never words about a child.
    """

    sequence = models.BigAutoField(primary_key=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    district_id = models.UUIDField(null=True, blank=True)
    school_id = models.UUIDField(null=True, blank=True)
    student_id = models.UUIDField(null=True, blank=True)
    actor_id = models.UUIDField(null=True, blank=True)
    actor_role = models.CharField(max_length=2, blank=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    grant_id = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    mark = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["district_id", "-sequence"], name="audit_of_district"),
            models.Index(fields=["school_id", "-sequence"], name="audit_of_school"),
            models.Index(fields=["student_id", "-sequence"], name="audit_of_student"),
            models.Index(fields=["actor_id", "-sequence"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.event} #{self.sequence}"
