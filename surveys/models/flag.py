"""Why one set of answers asks for a person."""

import uuid

from django.db import models

from surveys.choices import FlagKind


class Flag(models.Model):
    """`code` is the rule or the item; `case_id` the case that was opened or joined for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    response = models.ForeignKey("surveys.Response", models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=8, choices=FlagKind)
    code = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    case_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["level", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["response", "kind", "code"], name="flag_once"),
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"
