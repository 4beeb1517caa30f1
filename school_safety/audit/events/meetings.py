"""What is remembered of meetings, home visits and what a family agrees. Codes and ids, never a word."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 4) -> Event:
    return Event(f"interventions.{code}", zh, en, s=s)


MEETING_PLANNED = _event(
    "meeting.planned", "{actor} 约了一次研判会", "{actor} called a case conference"
)
MEETING_CHANGED = _event(
    "meeting.changed", "{actor} 改了研判会的安排", "{actor} changed a case conference"
)
MEETING_CANCELLED = _event(
    "meeting.cancelled", "{actor} 取消了研判会", "{actor} called a case conference off"
)
MEETING_WRITTEN = _event(
    "meeting.written", "{actor} 写了研判会的记录", "{actor} wrote the minutes of a case conference"
)
MEETING_SIGNED = _event(
    "meeting.signed",
    "{actor} 签了研判会的记录，等负责人会签",
    "{actor} signed the minutes of a case conference; the lead is asked to countersign",
)
MEETING_LOCKED = _event(
    "meeting.locked",
    "{actor} 签了研判会的记录，从此不再改",
    "{actor} signed the minutes of a case conference; they change no more",
)
MEETING_ADDED = _event(
    "meeting.added",
    "{actor} 在研判会的记录下补了一条",
    "{actor} added a dated note under the minutes of a case conference",
)
VISIT_OFFERED = _event(
    "visit.offered",
    "{actor} 和家里约家访（{purpose}）",
    "{actor} asked a family for a home visit ({purpose})",
)
VISIT_AGREED = _event(
    "visit.agreed", "{actor} 答复可以家访", "{actor} answered that a home visit is welcome"
)
VISIT_OTHER_TIME = _event(
    "visit.other_time",
    "{actor} 答复家访想换个时间",
    "{actor} asked for another time for a home visit",
)
VISIT_DECLINED = _event(
    "visit.declined",
    "{actor} 答复这次不方便家访",
    "{actor} answered that no home visit is wanted now",
)
VISIT_CANCELLED = _event("visit.cancelled", "{actor} 取消了家访", "{actor} called a home visit off")
VISIT_DONE = _event("visit.done", "{actor} 写了家访记录", "{actor} wrote down a home visit")
VISIT_USED = _event(
    "visit.used",
    "{actor} 把家访里可以转的话带到研判会",
    "{actor} took what may be passed on of a home visit to a case conference",
)
TALK_OFFERED = _event(
    "talk.offered",
    "{actor} 请家里选时间面谈",
    "{actor} offered a family times to sit down together",
)
TALK_CHOSEN = _event(
    "talk.chosen", "{actor} 选了面谈的时间", "{actor} chose a time to sit down together"
)
TALK_NO_FIT = _event(
    "talk.no_fit", "{actor} 答复面谈的时间都不方便", "{actor} answered that none of the times fits"
)
TALK_HELD = _event(
    "talk.held", "{actor} 记下了和家里的面谈", "{actor} wrote down sitting together with a family"
)
TALK_CANCELLED = _event(
    "talk.cancelled",
    "{actor} 取消了和家里的面谈",
    "{actor} called off sitting together with a family",
)
AGREEMENT_WRITTEN = _event(
    "agreement.written", "{actor} 写了家庭约定", "{actor} wrote a home agreement", s=3
)
AGREEMENT_SHARED = _event(
    "agreement.shared",
    "{actor} 给家里看了家庭约定",
    "{actor} showed the home agreement at home",
    s=3,
)
AGREEMENT_ANSWERED = _event(
    "agreement.answered", "{actor} 答复了家庭约定", "{actor} answered the home agreement", s=3
)

# The life-cycle tables name events by code; this finds them.
BY_CODE = {value.code: value for value in list(vars().values()) if isinstance(value, Event)}
