"""A class and a few questions, before and after: totals stay, one child's answers do not."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lessons.choices import Competency, QuizForm, QuizPhase, QuizWay


class QuizRun(models.Model):
    """`items` is a copy of the questions as they stood, in every language, so that figures keep
    their wording. `first_form` is the form asked before; the other one is asked after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="quizzes")
    quiz_page = models.PositiveIntegerField()
    titles = models.JSONField()
    competency = models.CharField(max_length=10, choices=Competency)
    grade = models.PositiveSmallIntegerField()
    items = models.JSONField()
    first_form = models.CharField(max_length=1, choices=QuizForm)
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "quiz_page", "started_on"], name="quiz_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["district", "-started_on"], name="quiz_newest")]

    def __str__(self) -> str:
        return f"quiz {self.pk}"


class QuizRound(models.Model):
    """One time of asking. Once it is closed: `counts` per question and option (the last one is "not
    sure"), and `marks`, how many sheets had none, one, two … right; empty where hands were counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(QuizRun, models.CASCADE, related_name="rounds")
    phase = models.CharField(max_length=6, choices=QuizPhase)
    way = models.CharField(max_length=6, choices=QuizWay)
    code_hash = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["run", "phase"], name="quiz_phase_once"),
            models.UniqueConstraint(
                fields=["code_hash"],
                condition=~Q(code_hash="") & Q(closed_at=None),
                name="quiz_code_once",
            ),
        ]

    def __str__(self) -> str:
        return f"quiz round {self.pk}"


class QuizSheet(models.Model):
    """One anonymous sheet, until its round is closed: a drawn id, answers, no name and no time."""

    id = models.UUIDField(primary_key=True, editable=False)
    round = models.ForeignKey(QuizRound, models.CASCADE, related_name="sheets")
    answers = models.JSONField()

    def __str__(self) -> str:
        return f"quiz sheet {self.pk}"
