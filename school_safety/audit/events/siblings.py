"""What is remembered of sibling links. Codes and ids, never what was told."""

from .event import Event


def _event(code: str, zh: str, en: str) -> Event:
    return Event(f"interventions.sibling.{code}", zh, en, s=4)


SIBLING_ASKED = _event(
    "asked",
    "{actor} 问有没有同事在帮一家的另一个孩子",
    "{actor} asked whether a colleague works with another child of the family",
)
SIBLING_LINKED = _event(
    "linked",
    "{actor} 请两位辅导老师一起商量",
    "{actor} let two counselors talk about siblings",
)
SIBLING_NOTHING = _event(
    "nothing",
    "{actor} 答复：现在没有要一起商量的",
    "{actor} answered that there is nothing to talk about now",
)
SIBLING_TOLD = _event(
    "told",
    "{actor} 把一件事告诉了帮一家另一个孩子的同事",
    "{actor} told something to the counselor of a sibling",
)
SIBLING_ENDED = _event(
    "ended",
    "{actor} 结束了和同事的一起商量",
    "{actor} ended the talk about siblings",
)
