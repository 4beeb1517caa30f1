"""One letter sent to one class: the words frozen as they were on that day."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lessons.choices import Audience, LetterKind, SigningRule
from school_safety.consents.choices import Purpose


class Dispatch(models.Model):
    """`texts` and `hashes` are keyed by language; the page may change later, these never do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="dispatches")
    letter_page = models.PositiveIntegerField()  # history outlives the page: no foreign key
    letter_revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=LetterKind)
    purpose = models.CharField(max_length=16, choices=Purpose, blank=True)
    texts = models.JSONField()
    hashes = models.JSONField()
    rule = models.CharField(max_length=4, choices=SigningRule, default=SigningRule.ANY)
    audience = models.CharField(
        max_length=4, choices=Audience, default=Audience.ROOM, db_default=Audience.ROOM
    )
    minutes = models.PositiveSmallIntegerField(default=0, db_default=0)  # asked of each family
    due_on = models.DateField(null=True, blank=True)
    # A new version in place of an older one, and which weighty parts it changes.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    changed = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "letter_page", "letter_revision"],
                condition=Q(audience=Audience.ROOM),
                name="dispatch_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=LetterKind.CONSENT) ^ Q(purpose=""), name="dispatch_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"dispatch {self.pk}"

    @property
    def replaced(self) -> bool:
        """Whether a newer version has taken its place."""
        return hasattr(self, "replaced_by")

    def text(self, language: str) -> tuple[str, dict]:
        """The language that is there, and its words: the asked one, else Chinese."""
        chosen = language if language in self.texts else "zh-hans"
        return chosen, self.texts[chosen]
