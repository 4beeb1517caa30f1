"""What people type on the teaching floor."""

from .family import DeliveryForm, QuestionForm, ReplyForm, VerifyForm, default_due, explain
from .staff import CallForm, CapForm, FaqForm, SendForm, WaiverForm, outcomes

__all__ = [
    "CallForm",
    "CapForm",
    "DeliveryForm",
    "FaqForm",
    "QuestionForm",
    "ReplyForm",
    "SendForm",
    "VerifyForm",
    "WaiverForm",
    "default_due",
    "explain",
    "outcomes",
]
