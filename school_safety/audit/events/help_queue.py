"""What is remembered of the queue, of covers, of the morning's alarm and of supervision."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 4) -> Event:
    return Event(f"interventions.{code}", zh, en, s=s)


CONCERN_UNMATCHED = _event(
    "concern.unmatched",
    "{actor} 撤回了一次对应：说的是另一位学生",
    "{actor} took a match back: it is about another student",
)
ABSENCE_WRITTEN = _event(
    "absence.written", "{actor} 记下一段不在岗的日子", "{actor} wrote down days of absence", s=2
)
COVER_NAMED = _event("absence.covered", "{actor} 换了代管的人", "{actor} named another cover", s=2)
COVER_BEGAN = _event(
    "absence.began",
    "代管开始，个案对代管的人打开",
    "A cover began and the cases opened for her",
    s=2,
)
ABSENCE_ENDED = _event(
    "absence.ended",
    "不在岗的日子结束，代管的权限随之收回",
    "An absence ended, and the cover with it",
    s=2,
)
ORPHANS_FOUND = _event(
    "orphans.found",
    "早上的提醒：有没人管的事",
    "The morning alarm: something that nobody looks after",
    s=2,
)
SUPERVISION_HELD = _event(
    "supervision.held", "{actor} 记下一次督导谈话", "{actor} recorded a supervision talk"
)
CASES_HANDED_OVER = _event(
    "cases.handed_over",
    "{actor} 一次交接了 {count} 份个案",
    "{actor} handed {count} cases over at once",
)
