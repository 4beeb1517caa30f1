"""A contact list that sends us changes: how it goes, and which class its departments are."""

import uuid

from django.conf import settings
from django.db import models


class ContactLink(models.Model):
    """`name` is the environment's; its secrets stay there. `trouble` is a short code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=30, unique=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ContactClass(models.Model):
    """A clerk said which class a department is; good for the school year of that class."""

    link = models.ForeignKey(ContactLink, models.CASCADE, related_name="classes")
    department = models.BigIntegerField()
    classroom = models.ForeignKey("schools.Classroom", models.CASCADE, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["department"]
        constraints = [
            models.UniqueConstraint(fields=["link", "department"], name="contact_class_once"),
        ]

    def __str__(self) -> str:
        return f"contact class {self.pk}"
