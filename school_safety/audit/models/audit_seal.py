"""One link of a district's chain: the events it holds, hashed together with the link before."""

from django.db import models


class AuditSeal(models.Model):
    """`ranges` lists the sequences held, as [[first, last], ...]; the nil district is the house."""

    district_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    ranges = models.JSONField()
    last = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField()
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["district_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["district_id", "number"], name="audit_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} of {self.district_id}"
