"""One noun each: the tree of districts, schools and classes, and the people in it."""

from .classroom import Classroom
from .district import District
from .guardian import Guardian, Guardianship
from .import_batch import ImportBatch
from .school import School
from .student import Enrolment, Student

__all__ = [
    "Classroom",
    "District",
    "Enrolment",
    "Guardian",
    "Guardianship",
    "ImportBatch",
    "School",
    "Student",
]
