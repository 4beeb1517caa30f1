"""What is remembered of measuring: that it was done, never how it came out."""

from .event import Event

ASSESSED = Event(
    "interventions.assessment.made",
    "{actor} 记下了各方面的情况",
    "{actor} recorded an assessment by domain",
    s=4,
)
CHECK_ANSWERED = Event(
    "interventions.check.answered", "{actor} 填了一周小结", "{actor} answered a weekly check", s=3
)
