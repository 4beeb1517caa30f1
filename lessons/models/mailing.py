"""A letter on its way to many classes: one row for each, so that none is lost and none gets it twice."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import SigningRule


class Mailing(models.Model):
    """What the sender decided, once for all classes; the words are those of that revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    letter_page = models.PositiveIntegerField()
    letter_revision = models.PositiveIntegerField()
    titles = models.JSONField()  # by language
    rule = models.CharField(max_length=4, choices=SigningRule)
    due_on = models.DateField(null=True, blank=True)
    slots = models.JSONField(default=list)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()

    class Meta:
        ordering = ["-ordered_at"]

    def __str__(self) -> str:
        return f"mailing {self.pk}"


class MailingRoom(models.Model):
    """One class of it: still to do, sent, or refused with the reason's code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="rooms")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    dispatch = models.ForeignKey(
        "lessons.Dispatch", models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["classroom__school__code", "classroom__grade", "classroom__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "classroom"], name="mailing_room_once"),
            models.CheckConstraint(
                condition=models.Q(done_at=None, dispatch=None, refused="")
                | models.Q(done_at__isnull=False, dispatch__isnull=False, refused="")
                | models.Q(done_at__isnull=False, dispatch=None) & ~models.Q(refused=""),
                name="mailing_room_sent_or_refused",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mailing"], condition=models.Q(done_at=None), name="mailing_room_to_do"
            ),
        ]

    def __str__(self) -> str:
        return f"mailing room {self.pk}"
