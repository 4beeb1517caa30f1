"""A class: the students who are taught together in one school year."""

import uuid

from django.db import models


class Classroom(models.Model):
    """`grade` counts 1 to 12; `number` is the class within the grade; `school_year` its first year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="classrooms")
    grade = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    school_year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    sourced_id = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["grade", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "number"], name="classroom_once"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__gte=1, grade__lte=12), name="classroom_grade_1_to_12"
            ),
        ]

    def __str__(self) -> str:
        return self.name
