"""A questionnaire, and its versions: once somebody has answered one, it never changes."""

import uuid

from django.db import models
from django.db.models import F, Q

from surveys.choices import InstrumentKind, VersionState

from .wave import person


class Instrument(models.Model):
    """Built in where `district` is empty, else a district's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=InstrumentKind, default=InstrumentKind.SCREENING)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(district=None), name="instrument_built_in_once"
            ),
            models.UniqueConstraint(fields=["district", "code"], name="instrument_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class InstrumentVersion(models.Model):
    """Text per locale, questions and scoring as data, and the hash over all of it.

    `texts`: title, about, lead, label. `facts`: grades, minutes, rights, sources, expected rates.
    What a district brings in starts as a draft: somebody says who holds the licence, somebody answers
    for each item in `safety` whether it needs a person the same day ({"item": {"why", "contact"}}),
    and a second official publishes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    texts = models.JSONField()
    questions = models.JSONField()
    scoring = models.JSONField()
    facts = models.JSONField()
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)  # when the first wave with it opened
    state = models.CharField(
        max_length=10,
        choices=VersionState,
        default=VersionState.PUBLISHED,
        db_default=VersionState.PUBLISHED,
    )
    source = models.CharField(max_length=12, blank=True, default="", db_default="")  # its format
    made_by = person()
    licence_holder = models.CharField(max_length=200, blank=True, default="", db_default="")
    licence_text = models.TextField(blank=True, default="", db_default="")
    licence_by = person()
    licence_at = models.DateTimeField(null=True, blank=True)
    safety = models.JSONField(null=True, blank=True)
    remarks = models.JSONField(null=True, blank=True)  # what reading its file warned about
    safety_by = person()
    safety_at = models.DateTimeField(null=True, blank=True)
    asked_by = person()
    asked_at = models.DateTimeField(null=True, blank=True)
    published_by = person()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["instrument__code", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("asked_by")),
                name="version_second_person",
            ),
            models.UniqueConstraint(fields=["instrument", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["instrument", "content_hash"], name="version_content_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} v{self.number}"

    @property
    def badge(self) -> str:
        """The shape of its state in a list."""
        return {"draft": "", "asked": "waiting", "published": "done"}[self.state]
