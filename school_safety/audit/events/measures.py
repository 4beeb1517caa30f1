"""What is remembered of measuring: that it was done, never how it came out."""

from .event import Event

ASSESSED = Event(
    "interventions.assessment.made",
    "{actor} 记下了各方面的情况",
    "{actor} recorded an assessment by domain",
    s=4,
)
AFTERCARE_DONE = Event(
    "interventions.aftercare.done",
    "{actor} 在结案后回访",
    "{actor} looked how it goes after the end",
    s=4,
)
CASE_REOPENED = Event(
    "interventions.case.reopened", "{actor} 重新开启了个案", "{actor} opened a case again", s=4
)
CHECK_ANSWERED = Event(
    "interventions.check.answered", "{actor} 填了一周小结", "{actor} answered a weekly check", s=3
)
