"""When the families of a class were told: the consent letters that went out to it."""

import uuid

from django.db import models

from .wave import person


class FamilyLetter(models.Model):
    """One dispatch of a consent letter about questionnaires; `id` is the dispatch's own.

    The teaching floor above writes it down when the letter goes out. `letter` is the letter's page:
    a dispatch is for one class, a wave asks several, so that a wave names the letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    letter = models.PositiveIntegerField()
    titles = models.JSONField()
    sent_by = person(optional=False)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["letter", "classroom"], name="family_letter_class")]

    def __str__(self) -> str:
        return f"family letter {self.pk}"
