"""A school's receipt book: one page for each answer and one for each sealed file."""

import uuid

from django.db import models

from lessons.choices import PageKind


class SchoolBook(models.Model):
    """One per school: the last page's number and hash. Locked while a page is written."""

    school = models.OneToOneField("schools.School", models.PROTECT, primary_key=True)
    last_page = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)
    last_at = models.DateTimeField(null=True, blank=True)  # time in a book never runs backwards

    def __str__(self) -> str:
        return f"school book {self.pk}"


class BookPage(models.Model):
    """Never edited (a trigger refuses). Holds hashes only, and outlives what it speaks of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=PageKind)
    receipt = models.UUIDField()  # history has no foreign key
    content = models.CharField(
        max_length=64
    )  # of an answer its entry's hash, of a file its SHA-256
    written_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    page_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="book_page_once"),
            models.UniqueConstraint(fields=["receipt", "kind"], name="book_page_of_receipt"),
        ]
        indexes = [models.Index(fields=["content"], name="book_page_content")]

    def __str__(self) -> str:
        return f"book page {self.pk}"


class BookExport(models.Model):
    """A month of one school's book as a sealed file that can be checked anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    answers = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    last_hash = models.CharField(max_length=64)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "school"]
        constraints = [
            models.UniqueConstraint(fields=["school", "month"], name="book_export_once"),
        ]

    def __str__(self) -> str:
        return f"book export {self.pk}"
