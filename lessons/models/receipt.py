"""The signed answer: a book in which every entry holds on to the one before it."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import Answer
from school_safety.vault.fields import SealedJSONField, SealedTextField


class ReceiptBook(models.Model):
    """One per district: the last page number and its hash. Locked while an entry is written."""

    district = models.OneToOneField("schools.District", models.PROTECT, primary_key=True)
    last_sequence = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"receipt book {self.pk}"


class Receipt(models.Model):
    """Never edited. `answers` holds answer, call and note; `signature` the typed and drawn name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    letter = models.ForeignKey("lessons.PersonalLetter", models.PROTECT, related_name="receipts")
    key = models.UUIDField()  # made with the form: the same key is the same receipt for ever
    code = models.CharField(max_length=12, unique=True)
    answers = SealedJSONField()
    signature = SealedJSONField()
    language = models.CharField(max_length=10)
    text_hash = models.CharField(max_length=64)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, default="web")
    signed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "key"], name="receipt_once_per_key"),
            models.UniqueConstraint(fields=["district", "sequence"], name="receipt_sequence_once"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.pk}"

    @property
    def answer(self) -> Answer:
        """What was answered."""
        return Answer(self.answers["answer"])


class ReceiptFile(models.Model):
    """The sealed PDF, made once and kept: base64, encrypted; its SHA-256 knows it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="file")
    content = SealedTextField()
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt file {self.pk}"
