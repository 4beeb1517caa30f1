"""What a school's clerk said of a column once, so that nobody has to say it again."""

from django.conf import settings
from django.db import models


class ColumnMemory(models.Model):
    """`title` as roster.columns.keys spells it, `code` as roster.columns.CODES; empty: not used."""

    school = models.ForeignKey("schools.School", models.CASCADE, related_name="column_memories")
    title = models.CharField(max_length=64)
    code = models.CharField(max_length=16, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["school", "title"], name="column_memory_once"),
        ]

    def __str__(self) -> str:
        return f"column memory {self.pk}"
