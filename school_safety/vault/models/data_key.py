"""One key of one district, wrapped by the master key."""

import uuid

from django.db import models


class DataKey(models.Model):
    """`district_id` is no foreign key: a key must outlive what it sealed. Nil is the house itself,
    one the accounts.

    The newest row of a district (`current`) seals; older ones only open what they once sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district_id = models.UUIDField()
    wrapped = models.BinaryField()
    current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    wrapped_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["district_id"],
                condition=models.Q(current=True),
                name="data_key_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"data key {self.pk}"
