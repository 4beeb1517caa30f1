"""A student, and the classes she has been in."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.schools.choices import Boarding, Sex, StudentStatus


class Student(models.Model):
    """Directory facts only (class S1). `classroom` is the current one; `Enrolment` is the history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="students")
    classroom = models.ForeignKey(
        "schools.Classroom", models.PROTECT, null=True, blank=True, related_name="students"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="student"
    )
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=120, blank=True)  # pinyin without tones, for matching
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    boarding = models.CharField(max_length=1, choices=Boarding, blank=True, db_default="")
    id_hash = models.CharField(max_length=64, blank=True)  # keyed hash of the ID number, never it
    sourced_id = models.CharField(max_length=255, blank=True)
    # Keyed hash of her account in a contact list that sends changes (roster.contacts).
    contact_id = models.CharField(max_length=64, blank=True, db_default="")
    status = models.CharField(max_length=10, choices=StudentStatus, default=StudentStatus.ACTIVE)

    class Meta:
        ordering = ["number", "name", "id"]
        indexes = [
            models.Index(fields=["school", "status"], name="student_school_status"),
            models.Index(fields=["school", "sourced_id"], name="student_sourced_id"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"],
                condition=~models.Q(number=""),
                name="student_number_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)  # logs and admin labels never carry a child's name


class Enrolment(models.Model):
    """One stay of a student in a class; `until` is the first day she is no longer in it."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="enrolments")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="enrolments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student"], condition=models.Q(until=None), name="enrolment_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"
