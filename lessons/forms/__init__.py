"""What people type on the teaching floor."""

from .family import DeliveryForm, QuestionForm, ReplyForm, VerifyForm, default_due, explain
from .paper import PileForm, SlipCodeForm, SlipEntryForm, ThrowForm
from .staff import CallForm, CapForm, FaqForm, SendForm, WaiverForm, outcomes

__all__ = [
    "CallForm",
    "CapForm",
    "DeliveryForm",
    "FaqForm",
    "PileForm",
    "QuestionForm",
    "ReplyForm",
    "SendForm",
    "SlipCodeForm",
    "SlipEntryForm",
    "ThrowForm",
    "VerifyForm",
    "WaiverForm",
    "default_due",
    "explain",
    "outcomes",
]
