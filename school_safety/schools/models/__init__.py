"""One noun each: the tree of districts, schools and classes, and the people in it."""

from .classroom import Classroom
from .column_memory import ColumnMemory
from .contact_change import ContactChange
from .contact_link import ContactClass, ContactLink
from .district import District
from .field_lock import FieldLock
from .guardian import Guardian, Guardianship
from .import_batch import ImportBatch
from .phone_proposal import PhoneProposal
from .school import School
from .student import Enrolment, Student
from .transfer import Transfer

__all__ = [
    "Classroom",
    "ColumnMemory",
    "ContactChange",
    "ContactClass",
    "ContactLink",
    "District",
    "Enrolment",
    "FieldLock",
    "Guardian",
    "Guardianship",
    "ImportBatch",
    "PhoneProposal",
    "School",
    "Student",
    "Transfer",
]
