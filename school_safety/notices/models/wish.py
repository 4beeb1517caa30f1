"""How a guardian would like to hear from the school."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.notices.choices import Quiet, Rhythm, Way


class Wish(models.Model):
    """Holds for what is not urgent; what concerns a child's safety comes at once, by every way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="wish")
    way = models.CharField(max_length=8, choices=Way, default=Way.AUTO)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.AT_ONCE)
    quiet = models.CharField(max_length=8, choices=Quiet, default=Quiet.NIGHT)
    sms_stopped_at = models.DateTimeField(null=True, blank=True)  # she answered a text with STOP
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wish {self.pk}"
