"""What people type on the teaching floor."""

from .family import QuestionForm, ReplyForm, VerifyForm, default_due, explain
from .paper import PileForm, SlipCodeForm, SlipEntryForm, ThrowForm
from .parents import ParentSessionForm, RoomHereForm
from .planning import OutreachForm, ProgrammeForm, ProgrammeLessonForm
from .staff import CallForm, CapForm, FaqForm, SendForm, WaiverForm, outcomes
from .teaching import DeliveryForm, RecordForm, SentForm

__all__ = [
    "CallForm",
    "CapForm",
    "DeliveryForm",
    "FaqForm",
    "OutreachForm",
    "ParentSessionForm",
    "PileForm",
    "ProgrammeForm",
    "ProgrammeLessonForm",
    "QuestionForm",
    "RecordForm",
    "ReplyForm",
    "RoomHereForm",
    "SendForm",
    "SentForm",
    "SlipCodeForm",
    "SlipEntryForm",
    "ThrowForm",
    "VerifyForm",
    "WaiverForm",
    "default_due",
    "explain",
    "outcomes",
]
