"""A school of a district."""

import uuid

from django.db import models


class School(models.Model):
    """`code` is unique within the district; `sourced_id` is kept from OneRoster (orgs.csv)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="schools")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    sourced_id = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="school_code_once"),
        ]

    def __str__(self) -> str:
        return self.name
