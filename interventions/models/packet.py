"""What crosses the border to a provider: a snapshot of chosen fields, sealed."""

import uuid

from django.db import models

from school_safety.vault.fields import SealedJSONField


class Packet(models.Model):
    """`fields` are codes of choices.PacketField; `preview` holds no identity, `body` the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    referral = models.OneToOneField("interventions.Referral", models.PROTECT, related_name="packet")
    fields = models.JSONField(default=list)
    preview = SealedJSONField(default=dict)
    body = SealedJSONField(default=dict)
    made_at = models.DateTimeField()
    open_until = models.DateTimeField(null=True, blank=True)  # 14 days from acceptance

    def __str__(self) -> str:
        return f"packet {self.pk}"
