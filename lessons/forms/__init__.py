"""What people type on the teaching floor."""

from .family import QuestionForm, ReplyForm, VerifyForm, default_due, explain
from .paper import (
    REASONS,
    TWICE,
    PileForm,
    SamePileForm,
    SlipCodeForm,
    SlipEntryForm,
    ThrowForm,
    TornForm,
)
from .parents import ParentSessionForm, RoomHereForm
from .planning import OutreachForm, ProgrammeForm, ProgrammeLessonForm
from .quizzing import HandsForm, QuizCodeForm, SheetForm
from .staff import CallForm, CapForm, FaqForm, HandedForm, SendForm, WaiverForm, outcomes
from .teaching import DeliveryForm, RecordForm, SentForm

__all__ = [
    "REASONS",
    "TWICE",
    "CallForm",
    "CapForm",
    "DeliveryForm",
    "FaqForm",
    "HandedForm",
    "HandsForm",
    "OutreachForm",
    "ParentSessionForm",
    "PileForm",
    "ProgrammeForm",
    "ProgrammeLessonForm",
    "QuestionForm",
    "QuizCodeForm",
    "RecordForm",
    "ReplyForm",
    "RoomHereForm",
    "SamePileForm",
    "SendForm",
    "SentForm",
    "SheetForm",
    "SlipCodeForm",
    "SlipEntryForm",
    "ThrowForm",
    "TornForm",
    "VerifyForm",
    "WaiverForm",
    "default_due",
    "explain",
    "outcomes",
]
