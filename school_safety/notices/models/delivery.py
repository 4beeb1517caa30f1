"""One message on one channel."""

import uuid

from django.db import models
from django.db.models import Q

from school_safety.notices.choices import UNFINISHED, Channel, State


class Delivery(models.Model):
    """`id` is also the recipient's key: the same message sent twice can be told by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    language = models.CharField(max_length=10, blank=True)  # as it was when it was delivered
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=60, blank=True)  # class and code, never words
    vendor_id = models.CharField(max_length=64, blank=True, db_default="")  # the carrier's own
    # Since when nobody knows whether the carrier took it; it is asked before anything is sent again.
    unsure_since = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)  # the carrier told how it ended

    class Meta:
        ordering = ["notice_id", "channel"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=UNFINISHED), name="delivery_due"
            ),
            models.Index(
                fields=["vendor_id"], condition=~Q(vendor_id=""), name="delivery_vendor_id"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_per_channel"),
            models.CheckConstraint(
                condition=~Q(state=State.QUEUED) | Q(next_try_at__isnull=False),
                name="delivery_queued_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
