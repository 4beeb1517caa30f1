"""What is remembered of mandatory reports. Codes and ids, never what was seen."""

from .event import Event


def _event(code: str, zh: str, en: str) -> Event:
    return Event(f"interventions.mandatory.{code}", zh, en, s=4)


MANDATORY_OPENED = _event(
    "opened",
    "{actor} 写下一件依法要报告的事",
    "{actor} wrote down something that has to be reported by law",
)
MANDATORY_MADE = _event(
    "made", "{actor} 记下已依法报告", "{actor} wrote down that a mandatory report was made"
)
MANDATORY_TOLD = _event(
    "told",
    "{actor} 记下又向一个部门报告",
    "{actor} wrote down that one more authority was told",
)
MANDATORY_ANSWERED = _event(
    "answered",
    "{actor} 记下对报告的答复",
    "{actor} wrote down the answer to a mandatory report",
)
MANDATORY_NUDGED = _event(
    "nudged",
    "还没有依法报告，又提醒了一次",
    "A mandatory report had not been made; people were reminded",
)
MANDATORY_DOUBTED = _event(
    "doubted",
    "{actor} 认为一件事不用报告，写了理由",
    "{actor} doubts that a report is needed, with a reason",
)
MANDATORY_KEPT = _event(
    "kept",
    "{actor} 认为仍然要报告",
    "{actor} decided that the report is still needed",
)
MANDATORY_UNNEEDED = _event(
    "unneeded",
    "{actor} 作为第二位老师同意不用报告",
    "{actor} agreed, as the second person, that no report is needed",
)
BY_CODE = {
    event.code: event
    for event in (MANDATORY_OPENED, MANDATORY_MADE, MANDATORY_DOUBTED, MANDATORY_UNNEEDED)
}
